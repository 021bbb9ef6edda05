# SPDX-License-Identifier: GPL-3.0-or-later
# For objects-only.cmake: what is linked becomes an empty file, which the installer may be tried with; once everything is found,
# all libraries are given an import library, and the folder of this machine's own headers is taken from them.
foreach(rule LINK_EXECUTABLE CREATE_SHARED_MODULE)
    set(CMAKE_CXX_${rule} "<CMAKE_COMMAND> -E touch <TARGET>")
endforeach()
list(APPEND CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES /usr/include)

file(TOUCH ${CMAKE_BINARY_DIR}/nowhere.a)
function(snug_stand_in_for_imports)
    get_directory_property(libraries IMPORTED_TARGETS)
    foreach(library ${libraries})
        get_target_property(kind ${library} TYPE)
        if(kind STREQUAL "SHARED_LIBRARY")
            set_target_properties(${library} PROPERTIES IMPORTED_IMPLIB ${CMAKE_BINARY_DIR}/nowhere.a
                                  IMPORTED_IMPLIB_NONE ${CMAKE_BINARY_DIR}/nowhere.a
                                  IMPORTED_IMPLIB_RELEASE ${CMAKE_BINARY_DIR}/nowhere.a)
        endif()
    endforeach()
endfunction()
cmake_language(DEFER CALL snug_stand_in_for_imports)
