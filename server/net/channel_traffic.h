// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include "base/bytes.h"
#include "base/time.h"
#include "net/flight_recorder.h"
#include "net/network_statistics.h"
#include "net/prepared_frame.h"

namespace snug::net {

// What goes through one channel, counted for itself and for its thread, and its last frames. Belongs to the
// I/O thread; borrows its counters.
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
    // `payload`: bytes that it carries.
    void frameCame(base::SteadyTime at, const char* word, qint64 payload)
    {
        ++framesIn_;
        thread_.framesIn.add(1);
        recorder_.add(at, false, word, payload);
    }
    // It waits to be sent from here on; it is counted when it was.
    void frameGiven(base::SteadyTime at, const PreparedFrame& frame)
    {
        recorder_.add(at, true, frame.word(), frame.payload().count);
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
    const FlightRecorder& recorder() const { return recorder_; }

private:
    IoCounters& thread_;
    quint64 framesIn_ = 0;
    quint64 framesOut_ = 0;
    qint64 bytesIn_ = 0;
    qint64 bytesOut_ = 0;
    FlightRecorder recorder_;
};

}  // namespace snug::net
