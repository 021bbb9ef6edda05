// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/utf8_check.h"

#include <cstring>

namespace snug::websocket {

bool Utf8Check::begin(quint8 lead)
{
    low_ = 0x80;
    high_ = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        missing_ = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        missing_ = 2;
        if (lead == 0xE0) {
            low_ = 0xA0;  // below would be overlong
        } else if (lead == 0xED) {
            high_ = 0x9F;  // above are surrogates
        }
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        missing_ = 3;
        if (lead == 0xF0) {
            low_ = 0x90;  // below would be overlong
        } else if (lead == 0xF4) {
            high_ = 0x8F;  // above is past U+10FFFF
        }
    } else {
        return false;
    }
    return true;
}

bool Utf8Check::feed(QByteArrayView bytes)
{
    if (broken_) {
        return false;
    }
    const char* next = bytes.data();
    const char* const end = next + bytes.size();
    while (next != end) {
        if (missing_ == 0) {
            // Most text is ASCII: eight bytes a step.
            quint64 eight = 0;
            while (end - next >= 8) {
                std::memcpy(&eight, next, sizeof eight);
                if ((eight & 0x8080'8080'8080'8080ULL) != 0) {
                    break;
                }
                next += 8;
            }
            if (next == end) {
                break;
            }
        }
        const auto byte = static_cast<quint8>(*next++);
        if (missing_ > 0) {
            if (byte < low_ || byte > high_) {
                broken_ = true;
                return false;
            }
            --missing_;
            low_ = 0x80;
            high_ = 0xBF;
        } else if (byte >= 0x80 && !begin(byte)) {
            broken_ = true;
            return false;
        }
    }
    return true;
}

}  // namespace snug::websocket
