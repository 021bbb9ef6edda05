# SPDX-License-Identifier: GPL-3.0-or-later
# What CPack makes Debian's packages of.
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_DESKTOP_PACKAGE_NAME snug)
set(CPACK_DEBIAN_DESKTOP_DESCRIPTION "${SNUG_DESKTOP_SUMMARY}\n${SNUG_DESKTOP_DESCRIPTION}")
# Plugins that no program links: the driver of the store, the icons' format.
set(CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_DESKTOP_PACKAGE_RECOMMENDS "ca-certificates, fonts-noto-color-emoji, qt6-wayland")
set(CPACK_DEBIAN_DESKTOP_PACKAGE_SUGGESTS snugd)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME snugd)
set(CPACK_DEBIAN_SERVER_DESCRIPTION "${SNUG_SERVER_SUMMARY}\n${SNUG_SERVER_DESCRIPTION}")
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles")
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "redis-server (>= 5:6)")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS prometheus)
set(control ${CMAKE_CURRENT_LIST_DIR}/control)
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA ${control}/conffiles ${control}/postinst ${control}/prerm ${control}/postrm)
