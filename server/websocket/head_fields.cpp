// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/head_fields.h"

namespace snug::websocket {

std::optional<HeadFields> headFields(const QByteArrayList& lines)
{
    HeadFields fields;
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon);
        if (colon <= 0 || name.contains(' ') || name.contains('\t')) {
            return std::nullopt;
        }
        fields[name.toLower()].append(line.sliced(colon + 1).trimmed());
    }
    return fields;
}

QByteArrayList headLines(QByteArrayView head)
{
    return head.toByteArray().replace("\r\n", "\n").trimmed().split('\n');
}

}  // namespace snug::websocket
