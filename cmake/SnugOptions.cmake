# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler settings that every target shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
include(CTest)
include(GNUInstallDirs)

option(SNUG_ASSERTIONS "Keep Q_ASSERT and thread guards in optimised builds" OFF)
option(SNUG_PLATFORM_DEFAULTS "Use no system's own calls, as on a system that we have no files for" OFF)
option(SNUG_SHIPPED "Build as packages ship: hardened, and the same bytes in whatever folder" OFF)
set(SNUG_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

find_program(SNUG_CCACHE ccache)
if(SNUG_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SNUG_CCACHE})
endif()

if(MSVC)
    # Sources are UTF-8, and C++ as the standard has it. Macros of Qt's ask for what is constant (4127).
    add_compile_options(/W4 /WX /permissive- /utf-8 /Zc:__cplusplus /Zc:preprocessor /bigobj /wd4127)
else()
    add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
                        -Wconversion -Wno-sign-conversion -Woverloaded-virtual -Werror)
endif()
if(WIN32)
    # hiredis brings windows.h, which would make macros of min, max and much else.
    add_compile_definitions(NOMINMAX WIN32_LEAN_AND_MEAN UNICODE)
endif()
add_compile_definitions(QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
                        QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS
                        QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_MESSAGELOGCONTEXT)
if(SNUG_ASSERTIONS)
    add_compile_definitions(QT_FORCE_ASSERTS)
endif()
if(SNUG_SANITIZE)
    # GCC follows values badly through instrumented code, and warns of what cannot be; the plain builds look.
    add_compile_options(-fsanitize=${SNUG_SANITIZE} -fno-omit-frame-pointer -Wno-maybe-uninitialized)
    add_link_options(-fsanitize=${SNUG_SANITIZE})
    if(SNUG_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
    if(SNUG_SANITIZE MATCHES "thread")
        add_compile_options(-Wno-tsan)
    endif()
endif()
if(SNUG_SHIPPED AND MSVC)
    add_compile_options(/guard:cf)
    add_link_options(/guard:cf /Brepro)
elseif(SNUG_SHIPPED)
    include(CheckPIESupported)
    check_pie_supported()
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    # Distributions set fortification to a level of their own, hence first undone.
    add_compile_options(-fstack-protector-strong -Wformat-security -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
    # The compiler is told absolute names, or relative ones where ccache has rewritten them; both come to the same.
    file(RELATIVE_PATH to_source ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
    string(REGEX REPLACE "/$" "" to_source "${to_source}")
    add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -ffile-prefix-map=${to_source}=.
                        -ffile-prefix-map=${PROJECT_BINARY_DIR}/=)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        add_compile_options(-fstack-clash-protection)
        add_link_options(LINKER:-z,relro LINKER:-z,now)
        if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
            add_compile_options(-fcf-protection)
        endif()
    endif()
endif()
