// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace snug::store {

// Where ListSessions is, over several Redis servers: "server scan", the server's place in the list and its
// own cursor of SCAN, which is 0 before the first page and after the last.
struct RedisCursor {
    std::size_t server = 0;
    QByteArray scan = "0";

    static RedisCursor parse(const QByteArray& text)
    {
        const qsizetype space = text.indexOf(' ');
        return space < 0 ? RedisCursor{} : RedisCursor{text.left(space).toULongLong(), text.mid(space + 1)};
    }
    QByteArray text() const { return QByteArray::number(static_cast<qulonglong>(server)) + ' ' + scan; }
};

}  // namespace snug::store
