// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/frame_mask.h"

#include <cstring>

namespace snug::websocket {

quint8 applyMask(const char* from, char* to, qsizetype size, const std::array<char, 4>& mask, quint8 offset)
{
    std::array<char, 8> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i) {
        turned.at(i) = mask.at((i + offset) & 3U);
    }
    quint64 wide = 0;
    std::memcpy(&wide, turned.data(), sizeof wide);

    qsizetype done = 0;
    for (; size - done >= 8; done += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, from + done, sizeof eight);
        eight ^= wide;
        std::memcpy(to + done, &eight, sizeof eight);
    }
    for (; done < size; ++done) {
        to[done] = static_cast<char>(from[done] ^ turned.at(static_cast<std::size_t>(done) & 3U));
    }
    return static_cast<quint8>((offset + static_cast<quint64>(size)) & 3U);
}

}  // namespace snug::websocket
