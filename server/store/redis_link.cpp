// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_link.h"

#include <algorithm>

namespace snug::store {

using namespace Qt::StringLiterals;

RedisLink::RedisLink(const RedisAddress& address)
    : address_(address)
    , locator_(address)
    , reason_(u"not connected yet"_s)
{
    pause_.setSingleShot(true);
    pause_.callOnTimeout(this, &RedisLink::attempt);
}

void RedisLink::start()
{
    attempt();
}

void RedisLink::attempt()
{
    locator_.locate([this](base::Result<std::unique_ptr<RedisConnection>, QString> found) {
        if (found) {
            take(std::move(found).value());
        } else {
            onClosed(found.error());
        }
    });
}

void RedisLink::take(std::unique_ptr<RedisConnection> connection)
{
    connection_ = std::move(connection);
    connect(connection_.get(), &RedisConnection::opened, this, &RedisLink::logIn);
    connect(connection_.get(), &RedisConnection::closed, this, &RedisLink::onClosed);
}

void RedisLink::logIn()
{
    if (!address_.password.isEmpty()) {
        RedisCommand command{"AUTH"};
        if (!address_.user.isEmpty()) {
            command.push_back(address_.user.toUtf8());
        }
        command.push_back(address_.password.toUtf8());
        expect(command);
    }
    if (address_.database != 0) {
        expect({"SELECT", QByteArray::number(address_.database)});
    }
    connection_->send({"ROLE"}, [this](const RedisReply* role) {
        if (role != nullptr) {
            onRole(*role);
        }
    });
}

void RedisLink::expect(const RedisCommand& command)
{
    connection_->send(command, [this](const RedisReply* reply) {
        if (reply != nullptr && reply->isError()) {
            connection_->close(reply->string());
        }
    });
}

void RedisLink::onRole(const RedisReply& role)
{
    if (role.isError()) {
        connection_->close(role.string());  // LOADING, or the login was refused
        return;
    }
    if (role.at(0).text != "master") {
        connection_->close(u"it is a replica"_s);
        return;
    }
    isUp_ = true;
    reason_.clear();
    nextPause_ = kFirstPause;
    Q_EMIT up();
}

void RedisLink::restart(const QString& reason)
{
    if (connection_) {
        connection_->close(reason);
    }
}

void RedisLink::onClosed(const QString& reason)
{
    if (connection_) {
        connection_.release()->deleteLater();  // it is the one that tells it
    }
    isUp_ = false;
    reason_ = u"%1: %2"_s.arg(address_.text(), reason);
    // Several servers that lost Redis together do not come back in one moment.
    const auto half = nextPause_.count() / 2;
    pause_.start(std::chrono::milliseconds(half + std::uniform_int_distribution<qint64>(0, half)(random_)));
    nextPause_ = std::min(nextPause_ * 2, kLongestPause);
    Q_EMIT down();
}

}  // namespace snug::store
