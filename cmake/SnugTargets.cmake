# SPDX-License-Identifier: GPL-3.0-or-later
# One way to declare a library and a test, so that every folder's CMakeLists.txt reads alike.

# snug_library(name SOURCES … [LINKS …]): a static library. Headers are included as "folder/file.h" from
# server/, app/ or the top folder. LINKS is what its public headers need: the arrow of the target graph.
function(snug_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/server ${PROJECT_SOURCE_DIR}/app)
    target_link_libraries(${name} PUBLIC ${arg_LINKS})
endfunction()

# snug_platform_sources(variable NAME…): the sources of what each system does in its own way. Of NAME_linux.cpp,
# NAME_unix.cpp, NAME_windows.cpp and NAME_default.cpp the first that this system can have, with NAME.h. Nowhere else is
# a system asked for. Every NAME has a _default, which needs nothing but C++ and Qt; SNUG_PLATFORM_DEFAULTS has those taken.
function(snug_platform_sources variable)
    set(kinds default)
    if(NOT SNUG_PLATFORM_DEFAULTS)
        if(WIN32)
            list(PREPEND kinds windows)
        elseif(UNIX)
            list(PREPEND kinds unix)
        endif()
        if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
            list(PREPEND kinds linux)
        endif()
    endif()
    set(sources)
    foreach(name ${ARGN})
        list(APPEND sources ${name}.h)
        foreach(kind ${kinds})
            if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${name}_${kind}.cpp)
                list(APPEND sources ${name}_${kind}.cpp)
                break()
            endif()
        endforeach()
    endforeach()
    set(${variable} ${sources} PARENT_SCOPE)
endfunction()

# snug_test(name SOURCES … [LINKS …] [LABELS …] [TIMEOUT seconds]): a Qt Test program that CTest runs.
# Widgets are real; the offscreen platform lets them run without a display.
function(snug_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${name} PRIVATE Qt6::Test ${arg_LINKS})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
                         ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
