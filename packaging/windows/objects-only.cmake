# SPDX-License-Identifier: GPL-3.0-or-later
# A toolchain that compiles for Windows with MinGW where there is no Qt for Windows: against the headers that this machine
# has for itself, which are the same on every system. Objects and static libraries come of it, never a program.
#   cmake -G Ninja -B build/windows -DCMAKE_TOOLCHAIN_FILE=packaging/windows/objects-only.cmake -DBUILD_TESTING=OFF
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# Libraries are found as on this machine; they only have to be there.
execute_process(COMMAND dpkg-architecture -qDEB_HOST_MULTIARCH OUTPUT_VARIABLE CMAKE_LIBRARY_ARCHITECTURE
                OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(CMAKE_PREFIX_PATH /usr)
set(QT_HOST_PATH /usr)

# This machine's own headers of C must not be found before MinGW's, so those of the libraries are looked at through links.
set(headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${headers})
foreach(library hiredis prometheus rapidjson)
    file(CREATE_LINK /usr/include/${library} ${headers}/${library} SYMBOLIC)
endforeach()
set(CMAKE_CXX_FLAGS_INIT "-isystem ${headers}")

# Programs are declared though they are not built, and CMake asks what they would be linked with.
set(CMAKE_PROJECT_INCLUDE ${CMAKE_CURRENT_LIST_DIR}/objects-only-imports.cmake)
