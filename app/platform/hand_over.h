// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <optional>

namespace snug::platform {

// What a second start of the program, or the desktop, wants of the one that runs. A value; its texts may come
// from a web page and are not trusted.
struct HandOver {
    QString link;  // an invitation or an address; empty: none
    QString nick;  // instead of the remembered one
    bool host = false;
    bool hidden = false;      // the window is not wanted
    QString activationToken;  // by which the desktop lets the window come to the front; may be empty

    friend bool operator==(const HandOver&, const HandOver&) = default;
};

// As it goes from process to process: one line of JSON that begins with the version of its form.
constexpr qsizetype kLongestHandOver = 16 * 1024;  // bytes, the line's end among them
QByteArray encode(const HandOver& wish);
// Nothing: it is none, or of a version that is not known here. Unknown members are ignored.
std::optional<HandOver> decodeHandOver(const QByteArray& line);

}  // namespace snug::platform

Q_DECLARE_METATYPE(snug::platform::HandOver)
