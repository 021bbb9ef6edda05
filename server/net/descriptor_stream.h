// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>
#include <optional>

#include "net/stream.h"

namespace snug::net {

// A stream over a bare TCP descriptor, which it owns: one recv() and one sendmsg() a turn, nothing buffered,
// and about 300 bytes a connection. Linux only; the descriptor is non-blocking.
class DescriptorStream final : public Stream {
public:
    DescriptorStream(int descriptor, Reader& reader);
    ~DescriptorStream() override;
    Q_DISABLE_COPY_MOVE(DescriptorStream)

    qint64 read(char* into, qint64 size) override;
    qint64 write(std::span<const QByteArrayView> parts) override;
    void waitWritable() override;
    base::Bytes waiting() const override { return {}; }
    void finishWriting() override;
    void abort() override;

private:
    static constexpr std::size_t kPartsAtOnce = 64;
    static constexpr std::size_t kGathered = 4096;

    qint64 sendSeveral(std::span<const QByteArrayView> parts) const;
    void onWritable();

    int descriptor_;
    Reader& reader_;
    QSocketNotifier readNotifier_;
    // Made with the first full socket buffer; most connections never have one.
    std::optional<QSocketNotifier> writeNotifier_;
};

}  // namespace snug::net
