// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/descriptor_stream.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace snug::net {

DescriptorStream::DescriptorStream(int descriptor, Reader& reader)
    : descriptor_(descriptor)
    , reader_(reader)
    , readNotifier_(descriptor, QSocketNotifier::Read)
{
    QObject::connect(&readNotifier_, &QSocketNotifier::activated, &readNotifier_,
                     [this] { reader_.readable(); });
}

DescriptorStream::~DescriptorStream()
{
    abort();
}

qint64 DescriptorStream::read(char* into, qint64 size)
{
    if (descriptor_ < 0) {
        return kEnded;
    }
    ssize_t taken = 0;
    do {
        taken = ::recv(descriptor_, into, static_cast<size_t>(size), 0);
    } while (taken < 0 && errno == EINTR);
    if (taken > 0) {
        return taken;
    }
    return taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : kEnded;
}

// Small parts are gathered here, which costs less than having the kernel do it.
qint64 DescriptorStream::sendSeveral(std::span<const QByteArrayView> parts) const
{
    std::array<char, kGathered> bytes;  // NOLINT: filled below
    std::size_t size = 0;
    std::size_t count = 0;
    while (count < parts.size() && parts[count].size() <= static_cast<qsizetype>(bytes.size() - size)) {
        std::memcpy(bytes.data() + size, parts[count].data(), static_cast<std::size_t>(parts[count].size()));
        size += static_cast<std::size_t>(parts[count].size());
        ++count;
    }
    if (count == parts.size()) {
        return ::send(descriptor_, bytes.data(), size, MSG_NOSIGNAL);
    }
    std::array<iovec, kPartsAtOnce> vectors;  // NOLINT: filled below
    count = std::min(parts.size(), kPartsAtOnce);
    for (std::size_t i = 0; i < count; ++i) {
        // The kernel only reads what it is given to send.
        vectors.at(i) = {const_cast<char*>(parts[i].data()), static_cast<size_t>(parts[i].size())};
    }
    msghdr message{};
    message.msg_iov = vectors.data();
    message.msg_iovlen = count;
    return ::sendmsg(descriptor_, &message, MSG_NOSIGNAL);
}

qint64 DescriptorStream::write(std::span<const QByteArrayView> parts)
{
    if (descriptor_ < 0) {
        return kEnded;
    }
    ssize_t taken = 0;
    do {
        taken = parts.size() == 1
                    ? ::send(descriptor_, parts[0].data(), static_cast<size_t>(parts[0].size()), MSG_NOSIGNAL)
                    : sendSeveral(parts);
    } while (taken < 0 && errno == EINTR);
    if (taken >= 0) {
        return taken;
    }
    // ENOBUFS and ENOMEM: the kernel is short of memory for now.
    const bool later = errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS || errno == ENOMEM;
    return later ? 0 : kEnded;
}

void DescriptorStream::waitWritable()
{
    if (descriptor_ < 0) {
        return;
    }
    if (!writeNotifier_) {
        writeNotifier_.emplace(descriptor_, QSocketNotifier::Write);
        QObject::connect(&*writeNotifier_, &QSocketNotifier::activated, &*writeNotifier_,
                         [this] { onWritable(); });
    }
    writeNotifier_->setEnabled(true);
}

void DescriptorStream::onWritable()
{
    writeNotifier_->setEnabled(false);
    reader_.writable();
}

void DescriptorStream::finishWriting()
{
    if (descriptor_ >= 0) {
        ::shutdown(descriptor_, SHUT_WR);
    }
}

void DescriptorStream::abort()
{
    if (descriptor_ < 0) {
        return;
    }
    readNotifier_.setEnabled(false);
    if (writeNotifier_) {
        writeNotifier_->setEnabled(false);
    }
    ::close(descriptor_);
    descriptor_ = -1;
}

}  // namespace snug::net
