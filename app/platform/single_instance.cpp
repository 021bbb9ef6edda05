// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/single_instance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#include "base/log.h"

namespace snug::platform {

namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView kTaken("taken\n");
constexpr QByteArrayView kRefused("refused\n");
constexpr unsigned long kPauseMs = 50;  // between two attempts

// Short, because the path of a socket may have about 100 characters.
QString pathFor(const QString& folder, const QString& profile)
{
    constexpr int kDigits = 16;
    const QByteArray hash = QCryptographicHash::hash(profile.toUtf8(), QCryptographicHash::Sha256).toHex();
    return folder + u"/snug-"_s + QString::fromLatin1(hash.left(kDigits));
}

}  // namespace

SingleInstance::SingleInstance(const QString& folder, const QString& profile, QObject* parent)
    : QObject(parent)
    , path_(pathFor(folder, profile))
    , lock_(path_ + u".lock"_s)
{
    if (!QDir(folder).exists() && QDir().mkpath(folder)) {
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    lock_.setStaleLockTime(0);  // however old it is: its holder lives, or it does not
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Claim SingleInstance::claim(const HandOver& wish)
{
    const QByteArray line = encode(wish);
    QDeadlineTimer deadline(kPatience);
    do {
        if (lock_.tryLock()) {
            return begin();
        }
        if (lock_.error() != QLockFile::LockFailedError) {
            qCWarning(base::logShell) << "cannot see whether Snug runs already:" << path_ << lock_.error();
            return Claim::First;
        }
        switch (handOver(line, deadline)) {
            case Answer::Taken:
                return Claim::HandedOver;
            case Answer::Refused:
                return Claim::Unanswered;
            case Answer::None:
                QThread::msleep(kPauseMs);  // it is just beginning, or just ending
        }
    } while (!deadline.hasExpired());
    return Claim::Unanswered;
}

SingleInstance::Claim SingleInstance::begin()
{
    QLocalServer::removeServer(path_);  // whose ever it was, that one does not run any more
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    server_.setMaxPendingConnections(kMost);
    connect(&server_, &QLocalServer::newConnection, this, &SingleInstance::receive);
    if (!server_.listen(path_)) {
        qCWarning(base::logShell) << "later starts of Snug cannot hand over:" << path_
                                  << server_.errorString();
    }
    return Claim::First;
}

SingleInstance::Answer SingleInstance::handOver(const QByteArray& line, const QDeadlineTimer& deadline)
{
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(path_);
    if (!socket.waitForConnected(left())) {
        return Answer::None;
    }
    socket.write(line);
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(left())) {
            return Answer::None;
        }
    }
    return socket.readLine() == kTaken ? Answer::Taken : Answer::Refused;
}

void SingleInstance::receive()
{
    while (QLocalSocket* const socket = server_.nextPendingConnection()) {
        socket->setParent(this);
        if (open_ >= kMost) {
            socket->abort();  // it tries again
            socket->deleteLater();
            continue;
        }
        ++open_;
        socket->setReadBufferSize(kLongestHandOver + 1);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            --open_;
            socket->deleteLater();
        });
        QTimer::singleShot(kPatience, socket, [socket] { socket->abort(); });
        read(socket);  // what came before anybody listened
    }
}

void SingleInstance::read(QLocalSocket* socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kLongestHandOver) {
            socket->abort();
        }
        return;
    }
    const auto wish = decodeHandOver(socket->readLine());
    socket->write(wish ? kTaken.toByteArray() : kRefused.toByteArray());
    socket->disconnectFromServer();
    if (wish) {
        Q_EMIT wanted(*wish);
    }
}

}  // namespace snug::platform
