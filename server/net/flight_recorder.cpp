// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/flight_recorder.h"

namespace snug::net {

std::vector<RecordedFrame> FlightRecorder::read(const base::Now& now) const
{
    std::vector<RecordedFrame> frames;
    frames.reserve(kFrames);
    for (std::size_t i = 0; i < kFrames; ++i) {
        const Entry& entry = entries_[(added_ + i) % kFrames];
        if (entry.word == nullptr) {
            continue;  // nothing was there yet
        }
        const quint32 age = milliseconds(now.steady) - entry.at;
        frames.push_back(
            {now.wall - std::chrono::milliseconds{age}, entry.out != 0, entry.word, entry.bytes});
    }
    return frames;
}

}  // namespace snug::net
