// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_locator.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QTimer>
#include <utility>

namespace snug::store {

using namespace Qt::StringLiterals;

RedisLocator::RedisLocator(RedisAddress address)
    : address_(std::move(address))
{
}

void RedisLocator::locate(Located located)
{
    ++round_;
    located_ = std::move(located);
    sentinel_.reset();
    if (!address_.sentinelMaster.isEmpty()) {
        askSentinel(0, QString());
    } else if (!address_.socketPath.isEmpty()) {
        QTimer::singleShot(0, this, [this, round = round_] {
            if (round == round_) {
                tell(RedisConnection::toSocket(address_.socketPath));
            }
        });
    } else {
        const RedisAddress::Host host = address_.hosts.first();
        lookUp(host.name, [this, host](const QString& numeric) {
            if (numeric.isEmpty()) {
                tell(u"there is no host %1"_s.arg(host.name));
            } else {
                tell(RedisConnection::toHost(numeric, host.port));
            }
        });
    }
}

void RedisLocator::lookUp(const QString& name, const Numeric& then)
{
    QHostInfo::lookupHost(name, this, [this, then, round = round_](const QHostInfo& info) {
        if (round == round_) {
            then(info.addresses().isEmpty() ? QString() : info.addresses().first().toString());
        }
    });
}

void RedisLocator::askSentinel(qsizetype index, const QString& lastReason)
{
    if (index == address_.hosts.size()) {
        tell(u"no sentinel knows where \"%1\" is; the last one: %2"_s.arg(address_.sentinelMaster,
                                                                          lastReason));
        return;
    }
    const RedisAddress::Host host = address_.hosts[index];
    lookUp(host.name, [this, host, index](const QString& numeric) {
        if (numeric.isEmpty()) {
            askNext(index, u"there is no host %1"_s.arg(host.name));
            return;
        }
        sentinel_ = RedisConnection::toHost(numeric, host.port);
        connect(sentinel_.get(), &RedisConnection::closed, this,
                [this, index](const QString& reason) { askNext(index, reason); });
        sentinel_->send({"SENTINEL", "get-master-addr-by-name", address_.sentinelMaster.toUtf8()},
                        [this, index](const RedisReply* reply) {
                            if (reply != nullptr) {
                                onSentinelSaid(*reply, index);
                            }
                        });
    });
}

void RedisLocator::onSentinelSaid(const RedisReply& reply, qsizetype index)
{
    sentinel_->disconnect(this);  // it may go now; it has said what it knows
    bool isPort = false;
    const quint16 port = reply.at(1).text.toUShort(&isPort);
    if (!isPort) {
        askNext(index, reply.isError() ? reply.string() : u"it does not know the name"_s);
        return;
    }
    // Sentinels that resolve names may answer with one.
    lookUp(reply.at(0).string(), [this, port, index](const QString& numeric) {
        if (numeric.isEmpty()) {
            askNext(index, u"it names a host that is not known"_s);
        } else {
            tell(RedisConnection::toHost(numeric, port));
        }
    });
}

// Later, because the connection that failed is the one that tells it.
void RedisLocator::askNext(qsizetype index, const QString& reason)
{
    QTimer::singleShot(0, this, [this, index, reason, round = round_] {
        if (round == round_) {
            sentinel_.reset();
            askSentinel(index + 1, reason);
        }
    });
}

void RedisLocator::tell(base::Result<std::unique_ptr<RedisConnection>, QString> found)
{
    ++round_;
    sentinel_.reset();
    std::exchange(located_, nullptr)(std::move(found));
}

}  // namespace snug::store
