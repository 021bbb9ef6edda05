// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_client.h"

#include <QUrl>
#include <QWebSocketHandshakeOptions>

namespace snug::test {

using protocol::Answer;
using protocol::Error;
using protocol::Welcome;

TestClient::TestClient(QObject* parent)
    : QObject(parent)
{
    socket_.setMaxAllowedIncomingFrameSize(static_cast<quint64>(protocol::kServerFrame.count));
    socket_.setMaxAllowedIncomingMessageSize(static_cast<quint64>(protocol::kServerFrame.count));
    connect(&socket_, &QWebSocket::textMessageReceived, this, &TestClient::onText);
    connect(&socket_, &QWebSocket::disconnected, this, [this] { ended_ = true; });
}

TestClient::~TestClient()
{
    QObject::disconnect(&socket_, nullptr, this, nullptr);
    socket_.abort();
}

void TestClient::beginConnecting(quint16 port)
{
    frames_.clear();
    answers_.clear();
    ended_ = false;
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QStringLiteral("snug.v1")});
    socket_.open(QUrl(QStringLiteral("%1://127.0.0.1:%2/").arg(tls_ ? u"wss" : u"ws").arg(port)), options);
}

bool TestClient::connectTo(quint16 port)
{
    beginConnecting(port);
    return waitUntil([this] { return isOpen() || ended_; }) && isOpen();
}

bool TestClient::isOpen() const
{
    return socket_.state() == QAbstractSocket::ConnectedState;
}

base::Result<Welcome, Error> TestClient::hello(const QString& nick)
{
    return helloAs(nick, session_);
}

base::Result<Welcome, Error> TestClient::helloAs(const QString& nick, const QString& session)
{
    auto welcome = ask<Welcome>(protocol::Hello{nick, session, QStringLiteral("test")});
    if (welcome) {
        session_ = welcome->session;
        person_ = welcome->you;
    }
    return welcome;
}

qint64 TestClient::post(const protocol::Command& command)
{
    const qint64 id = nextId_++;
    sendText(QString::fromUtf8(protocol::encodeRequest({id, command})));
    return id;
}

void TestClient::tell(const protocol::Command& command)
{
    sendText(QString::fromUtf8(protocol::encodeRequest({std::nullopt, command})));
}

void TestClient::sendText(const QString& text)
{
    socket_.sendTextMessage(text);
}

void TestClient::sendBinary(const QByteArray& bytes)
{
    socket_.sendBinaryMessage(bytes);
}

void TestClient::drop()
{
    socket_.abort();
}

void TestClient::close()
{
    socket_.close();
}

int TestClient::closed()
{
    if (!waitUntil([this] { return socket_.state() == QAbstractSocket::UnconnectedState; })) {
        return 0;
    }
    return socket_.closeCode();
}

std::optional<Answer> TestClient::answerTo(qint64 id) const
{
    const auto found = answers_.constFind(id);
    return found == answers_.cend() ? std::nullopt : std::optional(*found);
}

QVector<Error> TestClient::looseErrors() const
{
    QVector<Error> errors;
    for (const protocol::ServerFrame& frame : frames_) {
        const auto* reply = std::get_if<protocol::Reply>(&frame);
        if (reply != nullptr && !reply->re && std::holds_alternative<Error>(reply->answer)) {
            errors.append(std::get<Error>(reply->answer));
        }
    }
    return errors;
}

bool TestClient::waitForAnswer(qint64 id) const
{
    return waitUntil([this, id] { return answers_.contains(id) || ended_; }) && answers_.contains(id);
}

void TestClient::onText(const QString& text)
{
    const auto frame = protocol::decodeServerFrame(text.toUtf8());
    if (!frame) {
        ++unreadable_;
        qWarning("test client: cannot read %s", qPrintable(text.left(200)));
        return;
    }
    frames_.append(*frame);
    if (const auto* reply = std::get_if<protocol::Reply>(&*frame)) {
        if (reply->re) {
            answers_.insert(*reply->re, reply->answer);
        }
    } else if (const auto* logged = std::get_if<protocol::Logged>(&std::get<protocol::Push>(*frame))) {
        entries_[logged->entry.room].append(logged->entry);
    }
}

}  // namespace snug::test
