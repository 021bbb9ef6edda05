// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVarLengthArray>
#include <span>

#include "base/bytes.h"
#include "net/prepared_frame.h"

namespace snug::net {

// The frames that wait to be written to one peer, in order; the first may be half written. Keeps references
// to shared frames, and nearly nothing when empty. Its bound is its owner's to hold.
class FrameQueue {
public:
    void push(const PreparedFrame& frame);
    bool empty() const { return first_ == frames_.size(); }
    // Not written yet.
    base::Bytes size() const { return {bytes_}; }
    // What of that is the frame at the front.
    base::Bytes front() const;

    // Fills `parts` from the front and answers how many it took.
    std::size_t peek(std::span<QByteArrayView> parts) const;
    // So many bytes from the front are written: how many frames were finished by that.
    qint64 consume(qint64 bytes);
    // Forgets what has not begun. A frame that has must be finished, or the next would stand in its middle.
    void dropUnbegun();
    void clear();

private:
    // One or two wait at a time, as a rule: they lie in here, where the channel that is written to lies.
    QVarLengthArray<PreparedFrame, 2> frames_;
    qsizetype first_ = 0;  // frames before it are written
    qint64 offset_ = 0;    // bytes of the first that are written
    qint64 bytes_ = 0;
};

}  // namespace snug::net
