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
set(SNUG_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

find_program(SNUG_CCACHE ccache)
if(SNUG_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SNUG_CCACHE})
endif()

if(MSVC)
    # Narrowing of constants and unreferenced parameters aside, /W4 is what the others say; sources are UTF-8.
    add_compile_options(/W4 /WX /permissive- /utf-8 /Zc:__cplusplus /Zc:preprocessor /bigobj /wd4127 /wd4251)
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
