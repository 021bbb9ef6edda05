// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/connection.h"

#include <cstdint>

namespace snug::load {

void Connection::open(int source)
{
    if (!socket_.connect(target_, source)) {
        fail("cannot connect");
        return;
    }
    state_ = State::Connecting;
    wantsWrite_ = true;
    shared_.poller.add(socket_.descriptor(), key_, true);
}

void Connection::onEvent(const Poller::Event& event)
{
    if (event.writable && state_ != State::Closed) {
        onWritable();
    }
    if (event.readable && state_ != State::Closed) {
        onReadable();
    }
}

void Connection::onWritable()
{
    switch (state_) {
        case State::Connecting:
            onConnected();
            break;
        case State::Securing:
            secure();
            break;
        default:
            flush();
    }
}

void Connection::onConnected()
{
    if (!socket_.connected()) {
        fail("connection refused");
    } else if (target_.tls) {
        state_ = State::Securing;
        tls_ = std::make_unique<TlsSession>(*shared_.tls, socket_, target_.host);
        secure();
    } else {
        beginHandshake();
    }
}

void Connection::secure()
{
    switch (tls_->shakeHands()) {
        case TlsSession::Handshake::Done:
            beginHandshake();
            break;
        case TlsSession::Handshake::WantsRead:
            wantWrite(false);
            break;
        case TlsSession::Handshake::WantsWrite:
            wantWrite(true);
            break;
        case TlsSession::Handshake::Failed:
            fail(tls_->failure());
            break;
    }
}

void Connection::beginHandshake()
{
    state_ = State::ShakingHands;
    const Dialect::Traits& traits = shared_.traits;
    const std::string_view path = target_.path.empty() ? traits.path : target_.path;
    handshake_ = makeHandshake(target_.host, target_.port, path, traits.subprotocol);
    unsent_ = handshake_.request;
    flush();
}

void Connection::onReadable()
{
    if (state_ == State::Securing) {
        secure();
        return;
    }
    TcpSocket::Transfer transfer;
    do {
        transfer = read();
        if (transfer.ended) {
            fail(state_ == State::Connecting ? "connection refused" : "the server hung up");
            return;
        }
        const std::string_view bytes(shared_.buffer.data(), transfer.bytes);
        if (state_ == State::ShakingHands) {
            readAnswer(bytes);
        } else if (state_ == State::Open) {
            readFrames(bytes);
        }
        // TLS may hold more, of which the poller does not know.
    } while (transfer.bytes == shared_.buffer.size() && state_ != State::Closed);
}

void Connection::readAnswer(std::string_view bytes)
{
    answer_.append(bytes);
    const HandshakeAnswer answer = readHandshakeAnswer(answer_, handshake_);
    if (answer.state == HandshakeState::Refused) {
        fail("handshake refused: " + answer.reason);
    } else if (answer.state == HandshakeState::Accepted) {
        const std::string frames = answer_.substr(answer.size);
        answer_ = std::string();
        handshake_ = {};
        state_ = State::Open;
        shared_.listener.opened(key_);
        readFrames(frames);
    }
}

void Connection::readFrames(std::string_view bytes)
{
    reader_.feed(bytes);
    FrameReader::Message message;
    while (state_ == State::Open) {
        switch (reader_.next(message)) {
            case FrameReader::Next::NeedMore:
                return;
            case FrameReader::Next::Broken:
                fail("the server broke RFC 6455");
                return;
            case FrameReader::Next::Message:
                break;
        }
        if (message.opcode == shared_.traits.opcode) {
            shared_.listener.received(key_, message.payload);
        } else if (message.opcode == Opcode::Ping) {
            sendFrame(Opcode::Pong, message.payload);
        } else if (message.opcode == Opcode::Close) {
            unsigned code = 1005;
            if (message.payload.size() >= 2) {
                code = static_cast<unsigned>(static_cast<std::uint8_t>(message.payload[0])) << 8 |
                       static_cast<std::uint8_t>(message.payload[1]);
            }
            fail("closed with code " + std::to_string(code));
        }
    }
}

void Connection::send(std::string_view payload)
{
    sendFrame(shared_.traits.opcode, payload);
}

void Connection::leave()
{
    constexpr std::string_view kNormal("\x03\xE8", 2);  // 1000
    sendFrame(Opcode::Close, kNormal);
}

void Connection::sendFrame(Opcode opcode, std::string_view payload)
{
    if (state_ != State::Open) {
        return;
    }
    shared_.writer.append(unsent_, opcode, payload);
    flush();
}

void Connection::flush()
{
    if (!unsent_.empty()) {
        const TcpSocket::Transfer transfer = write(unsent_);
        if (transfer.ended) {
            return;  // the next read says so too, and there it can be told
        }
        unsent_.erase(0, transfer.bytes);
        if (unsent_.empty()) {
            unsent_ = std::string();
        }
    }
    wantWrite(!unsent_.empty());
}

void Connection::wantWrite(bool wanted)
{
    if (wantsWrite_ != wanted) {
        wantsWrite_ = wanted;
        shared_.poller.wantWrite(socket_.descriptor(), key_, wanted);
    }
}

TcpSocket::Transfer Connection::read()
{
    return tls_ ? tls_->read(shared_.buffer) : socket_.read(shared_.buffer);
}

TcpSocket::Transfer Connection::write(std::string_view bytes)
{
    return tls_ ? tls_->write(bytes) : socket_.write(bytes);
}

void Connection::fail(const std::string& reason)
{
    abort();
    shared_.listener.closed(key_, reason);
}

void Connection::abort()
{
    state_ = State::Closed;
    tls_.reset();
    socket_.abort();
}

}  // namespace snug::load
