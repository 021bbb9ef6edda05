// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace snug::store {

// How many bytes the text has in UTF-8.
inline qint64 utf8Size(QStringView text)
{
    qint64 bytes = 0;
    for (const QChar unit : text) {
        // Half of a surrogate pair: two of its four bytes.
        bytes += unit.unicode() < 0x80 ? 1 : unit.unicode() < 0x800 || unit.isSurrogate() ? 2 : 3;
    }
    return bytes;
}

}  // namespace snug::store
