// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <QVector>

namespace snug::ui {

// A web address, or an invitation to a server, inside a text.
struct Link {
    qsizetype start = 0;
    qsizetype length = 0;
    QUrl url;

    friend bool operator==(const Link&, const Link&) = default;
};

// Addresses that begin with http://, https:// or snug:// and have a host; nothing else is ever a link.
// Closing punctuation and unpaired brackets do not belong to the address. At most 50 in a text.
QVector<Link> findLinks(const QString& text);

}  // namespace snug::ui
