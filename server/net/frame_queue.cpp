// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/frame_queue.h"

#include <algorithm>

namespace snug::net {

namespace {

// A list longer than this gives its memory back when it is empty.
constexpr qsizetype kKept = 16;
// Written frames before the first that are worth moving the rest for.
constexpr qsizetype kWorthMoving = 1024;

}  // namespace

void FrameQueue::push(const PreparedFrame& frame)
{
    bytes_ += frame.size().count;
    frames_.push_back(frame);
}

base::Bytes FrameQueue::front() const
{
    return empty() ? base::Bytes{} : base::Bytes{frames_[first_].size().count - offset_};
}

std::size_t FrameQueue::peek(std::span<QByteArrayView> parts) const
{
    const std::size_t count = std::min(parts.size(), static_cast<std::size_t>(frames_.size() - first_));
    for (std::size_t i = 0; i < count; ++i) {
        parts[i] = frames_[first_ + static_cast<qsizetype>(i)].bytes();
    }
    if (count > 0) {
        parts.front() = parts.front().sliced(offset_);
    }
    return count;
}

qint64 FrameQueue::consume(qint64 bytes)
{
    bytes_ -= bytes;
    qint64 finished = 0;
    while (bytes > 0) {
        PreparedFrame& frame = frames_[first_];
        const qint64 left = frame.size().count - offset_;
        if (bytes < left) {
            offset_ += bytes;
            break;
        }
        bytes -= left;
        frame = {};
        offset_ = 0;
        ++first_;
        ++finished;
    }
    if (empty()) {
        first_ = 0;
        if (frames_.capacity() > kKept) {
            frames_ = {};
        } else {
            frames_.clear();
        }
    } else if (first_ >= kWorthMoving && first_ > frames_.size() / 2) {
        frames_.erase(frames_.begin(), frames_.begin() + first_);
        first_ = 0;
    }
    return finished;
}

void FrameQueue::dropUnbegun()
{
    const qsizetype keep = first_ + (offset_ > 0 ? 1 : 0);
    for (qsizetype i = keep; i < frames_.size(); ++i) {
        bytes_ -= frames_[i].size().count;
    }
    frames_.resize(keep);
}

void FrameQueue::clear()
{
    *this = FrameQueue();
}

}  // namespace snug::net
