// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_durability.h"

#include <memory>

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

// The value of one line "name:value".
QByteArray field(const QByteArray& info, const QByteArray& name)
{
    const QByteArray wanted = '\n' + name + ':';
    const QByteArray lines = '\n' + info;
    const qsizetype begin = lines.indexOf(wanted);
    if (begin < 0) {
        return {};
    }
    const qsizetype from = begin + wanted.size();
    return lines.mid(from, lines.indexOf('\n', from) - from).trimmed();
}

}  // namespace

RedisServerFacts judgeServer(const QByteArray& info, const QByteArray& appendfsync, bool hasSentinels,
                             const QByteArray& minReplicasToWrite)
{
    RedisServerFacts facts;
    facts.runId = field(info, "run_id");
    const QByteArray policy = field(info, "maxmemory_policy");
    if (field(info, "aof_enabled") != "1") {
        facts.weaknesses +=
            u"Redis has appendonly off: when it ends without warning it loses what came after its last "
            "snapshot; set \"appendonly yes\" and \"appendfsync always\"."_s;
    } else if (appendfsync.isEmpty()) {
        facts.weaknesses +=
            u"Redis does not tell appendfsync: only \"appendfsync always\" keeps every acknowledged "
            "message through a power failure."_s;
    } else if (appendfsync != "always") {
        facts.weaknesses +=
            u"Redis has appendfsync %1: a power failure loses the last acknowledged messages; set "
            "\"appendfsync always\"."_s.arg(QString::fromLatin1(appendfsync));
    }
    if (policy != "noeviction") {
        facts.weaknesses +=
            u"Redis has maxmemory-policy %1: when memory is short it throws away what is kept; set "
            "\"maxmemory-policy noeviction\"."_s.arg(QString::fromLatin1(policy));
    }
    facts.keepsAll = facts.weaknesses.isEmpty() && field(info, "second_repl_offset") == "-1";
    if (hasSentinels && minReplicasToWrite.toInt() < 1) {
        facts.weaknesses +=
            u"Redis has min-replicas-to-write 0: a server that was cut off goes on taking messages which the "
            "failover loses; set \"min-replicas-to-write 1\"."_s;
    }
    return facts;
}

void askServerFacts(RedisConnection& connection, bool hasSentinels,
                    std::function<void(RedisServerFacts)> then)
{
    struct Answers {
        QByteArray info;
        QByteArray appendfsync;
    };
    const auto answers = std::make_shared<Answers>();
    // CONFIG may be forbidden to us: then the value stays empty.
    connection.send({"INFO"}, [answers](const RedisReply* reply) {
        answers->info = reply == nullptr ? QByteArray() : reply->text;
    });
    connection.send({"CONFIG", "GET", "appendfsync"}, [answers](const RedisReply* reply) {
        answers->appendfsync = reply == nullptr ? QByteArray() : reply->at(1).text;
    });
    connection.send(
        {"CONFIG", "GET", "min-replicas-to-write"},
        [answers, hasSentinels, then = std::move(then)](const RedisReply* reply) {
            if (reply != nullptr) {
                then(judgeServer(answers->info, answers->appendfsync, hasSentinels, reply->at(1).text));
            }
        });
}

}  // namespace snug::store
