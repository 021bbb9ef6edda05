// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <optional>

namespace snug::websocket {

// Names in small letters; a field that comes twice has its values in a list.
using HeadFields = QHash<QByteArray, QByteArrayList>;

// The fields of a head of HTTP/1.1, given its lines without the first. Nothing when a line is no field:
// folded, or with white space before the colon (RFC 7230, 3.2.4).
std::optional<HeadFields> headFields(const QByteArrayList& lines);

// The lines of a head, up to its empty line or without it; never empty.
QByteArrayList headLines(QByteArrayView head);

}  // namespace snug::websocket
