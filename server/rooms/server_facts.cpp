// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/server_facts.h"

#include <QHostAddress>

#include "protocol/codec.h"
#include "protocol/names.h"

namespace snug::rooms {

namespace {

using namespace Qt::StringLiterals;
using protocol::admin::Sanction;

constexpr auto kOwner = "owner/"_L1;
constexpr auto kSanction = "sanction/"_L1;
constexpr auto kLock = "lock/"_L1;
constexpr auto kDrain = "drain/"_L1;

void setMember(std::set<QString>& set, const QString& member, bool isIn)
{
    if (isIn) {
        set.insert(member);
    } else {
        set.erase(member);
    }
}

bool fits(const Sanction& sanction, const QString& address, const QString& key)
{
    return sanction.subject == Sanction::Subject::Address ? fitsAddress(sanction.pattern, address)
                                                          : protocol::nickKey(sanction.pattern) == key;
}

bool lastsLonger(const Sanction& a, const Sanction& b)
{
    return b.until && (!a.until || *a.until > *b.until);
}

// An address that came in over IPv6 but is none counts as what it is.
QHostAddress plain(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

}  // namespace

QString ServerFacts::ownerKey(const QString& user)
{
    return kOwner + user;
}

QString ServerFacts::sanctionKey(const QString& id)
{
    return kSanction + id;
}

QString ServerFacts::lockKey(const QString& room)
{
    return kLock + room;
}

QString ServerFacts::drainKey(const QString& instance)
{
    return kDrain + instance;
}

void ServerFacts::replace(const QMap<QString, QByteArray>& facts)
{
    *this = {};
    known_ = true;
    for (auto each = facts.begin(); each != facts.end(); ++each) {
        apply(each.key(), each.value());
    }
}

void ServerFacts::apply(const QString& key, const QByteArray& value)
{
    const bool isSo = !value.isEmpty();
    if (key.startsWith(kOwner)) {
        setMember(owners_, key.mid(kOwner.size()), isSo);
    } else if (key.startsWith(kLock)) {
        setMember(locked_, key.mid(kLock.size()), isSo);
    } else if (key.startsWith(kDrain)) {
        setMember(draining_, key.mid(kDrain.size()), isSo);
    } else if (key.startsWith(kSanction)) {
        const QString id = key.mid(kSanction.size());
        sanctions_.remove(id);
        if (const auto sanction = protocol::decodeSanction(value)) {
            sanctions_.insert(id, *sanction);
        }
    }
}

const Sanction* ServerFacts::sanctionOn(Sanction::Kind kind, const QString& address, const QString& nick,
                                        base::WallTime now) const
{
    const QString key = protocol::nickKey(nick);
    const Sanction* found = nullptr;
    for (const Sanction& each : sanctions_) {
        if (each.kind == kind && (!each.until || *each.until > now) && fits(each, address, key) &&
            (found == nullptr || lastsLonger(each, *found))) {
            found = &each;
        }
    }
    return found;
}

QStringList ServerFacts::expired(base::WallTime now) const
{
    QStringList over;
    for (const Sanction& each : sanctions_) {
        if (each.until && *each.until <= now) {
            over.append(each.id);
        }
    }
    return over;
}

QString canonicalAddressPattern(const QString& pattern)
{
    const QString trimmed = pattern.trimmed();
    if (trimmed.contains(u'/')) {
        const auto [network, bits] = QHostAddress::parseSubnet(trimmed);
        return network.isNull() ? QString() : u"%1/%2"_s.arg(network.toString()).arg(bits);
    }
    const QHostAddress address(trimmed);
    return address.isNull() ? QString() : plain(address).toString();
}

bool fitsAddress(const QString& pattern, const QString& address)
{
    const QHostAddress host = plain(QHostAddress(address));
    return pattern.contains(u'/') ? host.isInSubnet(QHostAddress::parseSubnet(pattern))
                                  : host == QHostAddress(pattern);
}

}  // namespace snug::rooms
