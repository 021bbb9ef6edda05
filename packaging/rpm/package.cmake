# SPDX-License-Identifier: GPL-3.0-or-later
# What CPack makes RPM packages of.
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_GROUP Applications/Internet)
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
# The date of the sources is that of every file and of the build; the machine is not told.
set(CPACK_RPM_SPEC_MORE_DEFINE
"%global packager ${CPACK_PACKAGE_CONTACT}
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _buildhost reproducible
%global _build_id_links none")

set(CPACK_RPM_DESKTOP_PACKAGE_NAME snug)
set(CPACK_RPM_DESKTOP_PACKAGE_SUMMARY "${SNUG_DESKTOP_SUMMARY}")
set(CPACK_RPM_DESKTOP_PACKAGE_DESCRIPTION "${SNUG_DESKTOP_DESCRIPTION}")
# Plugins that no program links, by what every distribution of RPM calls Qt's packages.
set(CPACK_RPM_DESKTOP_PACKAGE_REQUIRES "qt6-qtbase-gui, qt6-qtsvg")
set(CPACK_RPM_DESKTOP_PACKAGE_RECOMMENDS "google-noto-color-emoji-fonts, qt6-qtwayland")

set(CPACK_RPM_SERVER_PACKAGE_NAME snugd)
set(CPACK_RPM_SERVER_PACKAGE_SUMMARY "${SNUG_SERVER_SUMMARY}")
set(CPACK_RPM_SERVER_PACKAGE_DESCRIPTION "${SNUG_SERVER_DESCRIPTION}")
set(CPACK_RPM_SERVER_PACKAGE_REQUIRES "systemd")
set(CPACK_RPM_SERVER_PACKAGE_RECOMMENDS "redis")
set(CPACK_RPM_SERVER_PACKAGE_REQUIRES_PRE "shadow-utils")
set(CPACK_RPM_SERVER_USER_FILELIST "%config(noreplace) %attr(0640,root,snugd) /etc/snugd/snugd.conf")
set(scripts ${CMAKE_CURRENT_LIST_DIR}/scripts)
set(CPACK_RPM_SERVER_PRE_INSTALL_SCRIPT_FILE ${scripts}/pre)
set(CPACK_RPM_SERVER_POST_INSTALL_SCRIPT_FILE ${scripts}/post)
set(CPACK_RPM_SERVER_PRE_UNINSTALL_SCRIPT_FILE ${scripts}/preun)
set(CPACK_RPM_SERVER_POST_UNINSTALL_SCRIPT_FILE ${scripts}/postun)

# Folders that the system has.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /etc ${CMAKE_INSTALL_FULL_LIBDIR} /usr/lib/systemd /usr/lib/systemd/system /usr/lib/sysusers.d /usr/lib/tmpfiles.d /usr/share/man /usr/share/man/man1
    /usr/share/man/man5 /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/zsh
    /usr/share/zsh/site-functions /usr/share/fish /usr/share/fish/vendor_completions.d /usr/share/applications
    /usr/share/metainfo /usr/share/dbus-1 /usr/share/dbus-1/services /usr/share/icons /usr/share/icons/hicolor
    /usr/share/doc /usr/share/licenses)
