# SPDX-License-Identifier: GPL-3.0-or-later
# CPack runs this between installing and packing: files that only packages of a system have, because they belong outside of any
# prefix or are of one kind of package.
if(CPACK_GENERATOR MATCHES "^(DEB|RPM)$")
    set(packaging ${CMAKE_CURRENT_LIST_DIR})
    file(COPY ${packaging}/systemd/snugd.conf DESTINATION ${CPACK_TEMPORARY_DIRECTORY}/server/etc/snugd
         FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
    string(TOLOWER ${CPACK_GENERATOR} kind)
    foreach(pair desktop:snug server:snugd)
        string(REPLACE ":" ";" pair ${pair})
        list(GET pair 0 component)
        list(GET pair 1 package)
        set(place ${CPACK_TEMPORARY_DIRECTORY}/${component})
        include(${packaging}/${kind}/stage.cmake)
    endforeach()
endif()
