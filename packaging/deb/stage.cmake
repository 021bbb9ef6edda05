# SPDX-License-Identifier: GPL-3.0-or-later
# What Debian alone wants in a package: `package`, whose files are in `place`.
set(docs ${place}/usr/share/doc/${package})
set(file_mode FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(COPY ${packaging}/deb/copyright DESTINATION ${docs} ${file_mode})
execute_process(COMMAND ${packaging}/deb/changelog ${package} ${CPACK_PACKAGE_VERSION} ${CPACK_PACKAGE_CONTACT}
                        ${packaging}/../CHANGELOG.md
                COMMAND gzip -9 --no-name OUTPUT_FILE ${docs}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
if(EXISTS ${packaging}/deb/overrides/${package})
    file(COPY ${packaging}/deb/overrides/${package} DESTINATION ${place}/usr/share/lintian/overrides ${file_mode})
endif()
# Its zsh looks elsewhere.
file(RENAME ${place}/usr/share/zsh/site-functions ${place}/usr/share/zsh/vendor-completions)
