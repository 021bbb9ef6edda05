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
option(SNUG_SHIPPED "Build as packages ship: hardened, and the same bytes in whatever folder" OFF)
set(SNUG_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

find_program(SNUG_CCACHE ccache)
if(SNUG_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SNUG_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
                    -Wconversion -Wno-sign-conversion -Woverloaded-virtual -Werror)
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
if(SNUG_SHIPPED)
    include(CheckPIESupported)
    check_pie_supported()
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    # Distributions set fortification to a level of their own, hence first undone.
    add_compile_options(-fstack-protector-strong -Wformat-security -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
    add_compile_options(-ffile-prefix-map=${PROJECT_BINARY_DIR}=build -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        add_compile_options(-fstack-clash-protection)
        add_link_options(LINKER:-z,relro LINKER:-z,now)
        if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
            add_compile_options(-fcf-protection)
        endif()
    endif()
endif()
