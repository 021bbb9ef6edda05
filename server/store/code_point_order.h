// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <algorithm>

namespace snug::store {

// Orders text by code point, as SQLite (UTF-8, BINARY) and Redis do. QString's own order is by UTF-16 unit,
// which puts the characters above U+FFFF before U+E000.
struct CodePointLess {
    bool operator()(QStringView a, QStringView b) const
    {
        const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
        if (x == a.end() || y == b.end()) {
            return x == a.end() && y != b.end();
        }
        return rank(x->unicode()) < rank(y->unicode());
    }

private:
    // Surrogates, halves of the highest code points, rank above all other units.
    static int rank(char16_t unit)
    {
        if (unit < 0xD800) {
            return unit;
        }
        return unit < 0xE000 ? unit + 0x2000 : unit - 0x800;
    }
};

}  // namespace snug::store
