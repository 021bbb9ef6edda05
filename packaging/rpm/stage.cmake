# SPDX-License-Identifier: GPL-3.0-or-later
# What RPM alone wants in a package: `package`, whose files are in `place`.
file(INSTALL ${packaging}/../LICENSE DESTINATION ${place}/usr/share/licenses/${package}
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(INSTALL ${packaging}/../CHANGELOG.md DESTINATION ${place}/usr/share/doc/${package}
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
