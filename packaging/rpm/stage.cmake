# SPDX-License-Identifier: GPL-3.0-or-later
# What RPM alone wants in a package: `package`, whose files are in `place`.
file(COPY ${packaging}/../LICENSE DESTINATION ${place}/usr/share/licenses/${package}
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(COPY ${packaging}/../CHANGELOG.md DESTINATION ${place}/usr/share/doc/${package}
     FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
# RPM notes when each file was written, and would leave what is older than the commit as it is on this machine.
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    execute_process(COMMAND find ${place} -exec touch --no-dereference --date=@$ENV{SOURCE_DATE_EPOCH} {} + COMMAND_ERROR_IS_FATAL ANY)
endif()
