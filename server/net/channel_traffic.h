// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include "base/bytes.h"
#include "net/network_statistics.h"

namespace snug::net {

// What goes through one channel, counted for itself and for its thread. Belongs to the I/O thread; borrows
// its counters.
class ChannelTraffic {
public:
    explicit ChannelTraffic(IoCounters& thread)
        : thread_(thread)
    {
    }

    void countBytesIn(qint64 bytes)
    {
        bytesIn_ += bytes;
        thread_.bytesIn.add(bytes);
    }
    void countFrameIn()
    {
        ++framesIn_;
        thread_.framesIn.add(1);
    }
    // `frames`: those that were finished with these bytes.
    void countOut(qint64 bytes, qint64 frames)
    {
        bytesOut_ += bytes;
        framesOut_ += static_cast<quint64>(frames);
        thread_.bytesOut.add(bytes);
        thread_.framesOut.add(frames);
    }

    quint64 framesIn() const { return framesIn_; }
    quint64 framesOut() const { return framesOut_; }
    base::Bytes bytesIn() const { return {bytesIn_}; }
    base::Bytes bytesOut() const { return {bytesOut_}; }

private:
    IoCounters& thread_;
    quint64 framesIn_ = 0;
    quint64 framesOut_ = 0;
    qint64 bytesIn_ = 0;
    qint64 bytesOut_ = 0;
};

}  // namespace snug::net
