# SPDX-License-Identifier: GPL-3.0-or-later
# Defines Hiredis::hiredis. Debian's package has no CMake files of its own; those of vcpkg and Homebrew are not needed, as the
# names of the files are the same everywhere.
find_path(Hiredis_INCLUDE_DIR hiredis/async.h)
find_library(Hiredis_LIBRARY NAMES hiredis hiredis_static hiredisd)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Hiredis REQUIRED_VARS Hiredis_LIBRARY Hiredis_INCLUDE_DIR)

if(Hiredis_FOUND AND NOT TARGET Hiredis::hiredis)
    add_library(Hiredis::hiredis UNKNOWN IMPORTED)
    set_target_properties(Hiredis::hiredis PROPERTIES
        IMPORTED_LOCATION "${Hiredis_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${Hiredis_INCLUDE_DIR}")
    if(WIN32)
        set_property(TARGET Hiredis::hiredis PROPERTY INTERFACE_LINK_LIBRARIES ws2_32 crypt32)
    endif()
endif()
mark_as_advanced(Hiredis_INCLUDE_DIR Hiredis_LIBRARY)
