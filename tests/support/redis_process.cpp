// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/redis_process.h"

#include <hiredis/hiredis.h>
#include <sys/time.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QTcpServer>
#include <chrono>
#include <csignal>
#include <memory>

namespace snug::test {

namespace {

using namespace Qt::StringLiterals;
using store::RedisReply;

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

}  // namespace

RedisProcess::RedisProcess(QStringList options, Kind kind)
    : options_(std::move(options))
    , kind_(kind)
    , port_(freePort())
{
    process_.setProcessChannelMode(QProcess::MergedChannels);
}

RedisProcess::~RedisProcess()
{
    killHard();
}

bool RedisProcess::start()
{
    // Written once: a failover writes there too, and what it wrote counts at the next start.
    QFile file(folder_.filePath(u"redis.conf"_s));
    if (!file.exists() && (!file.open(QIODevice::WriteOnly) || file.write(configuration()) < 0)) {
        return false;
    }
    file.close();
    QStringList arguments{file.fileName()};
    if (kind_ == Kind::Sentinel) {
        arguments += u"--sentinel"_s;
    }
    process_.start(u"redis-server"_s, arguments);
    const QDeadlineTimer deadline(std::chrono::seconds(20));
    while (!deadline.hasExpired() && !process_.waitForFinished(5)) {
        if (answers()) {
            return true;
        }
    }
    qWarning("redis-server: %s", process_.readAll().constData());
    return false;
}

// Itself, and not another one that was given the port in between.
bool RedisProcess::answers()
{
    const QByteArray pong = command({"PING"}).text;
    const QByteArray mine = "process_id:" + QByteArray::number(process_.processId()) + "\r\n";
    return pong.startsWith("NOAUTH") || (pong == "PONG" && command({"INFO", "server"}).text.contains(mine));
}

QByteArray RedisProcess::configuration() const
{
    QStringList lines{u"bind 127.0.0.1"_s, u"port %1"_s.arg(port_), u"dir %1"_s.arg(folder_.path()),
                      u"daemonize no"_s};
    if (kind_ == Kind::Server) {
        lines += {u"save \"\""_s, u"appendonly yes"_s, u"appendfsync always"_s};
    }
    return (lines + options_).join(u'\n').toUtf8();
}

void RedisProcess::killHard()
{
    process_.kill();
    process_.waitForFinished();
}

void RedisProcess::pause()
{
    ::kill(static_cast<pid_t>(process_.processId()), SIGSTOP);
}

void RedisProcess::goOn()
{
    ::kill(static_cast<pid_t>(process_.processId()), SIGCONT);
}

RedisReply RedisProcess::command(const store::RedisCommand& command)
{
    const timeval patience{5, 0};
    const std::unique_ptr<redisContext, decltype(&redisFree)> context(
        redisConnectWithTimeout("127.0.0.1", port_, patience), &redisFree);
    if (context == nullptr || context->err != 0) {
        return {RedisReply::Kind::Error, 0, "no server", {}};
    }
    std::vector<const char*> parts;
    std::vector<std::size_t> sizes;
    for (const QByteArray& part : command) {
        parts.push_back(part.constData());
        sizes.push_back(static_cast<std::size_t>(part.size()));
    }
    auto* const reply = static_cast<redisReply*>(
        redisCommandArgv(context.get(), static_cast<int>(parts.size()), parts.data(), sizes.data()));
    if (reply == nullptr) {
        return {RedisReply::Kind::Error, 0, "no answer", {}};
    }
    RedisReply value = store::toValue(*reply);
    freeReplyObject(reply);
    return value;
}

}  // namespace snug::test
