// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace snug::websocket {

// Whether bytes that come in pieces are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above
// U+10FFFF). A wrong byte is known at once, not at the end of its character. Pure; 3 bytes of state.
class Utf8Check {
public:
    // False as soon as no continuation can make the text valid; stays so until reset().
    bool feed(QByteArrayView bytes);
    // No character is cut off at the end of what was fed.
    bool complete() const { return missing_ == 0; }
    void reset() { *this = Utf8Check(); }

private:
    bool begin(quint8 lead);

    quint8 missing_ = 0;  // continuation bytes still to come
    quint8 low_ = 0x80;   // bounds of the next one: the first after some lead bytes is narrower
    quint8 high_ = 0xBF;
    bool broken_ = false;
};

}  // namespace snug::websocket
