// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <optional>
#include <set>

#include "protocol/admin_values.h"

namespace snug::rooms {

// What all servers that share a store agree on, as this one knows it: who owns the server, who is kept out or
// silent, which rooms are locked, which instances are emptied. Read from the store's facts (PutFact), whose
// keys are made here. Bounded as those are.
class ServerFacts {
public:
    static QString ownerKey(const QString& user);
    static QString sanctionKey(const QString& id);
    static QString lockKey(const QString& room);
    static QString drainKey(const QString& instance);
    // What stands for "it is so" where the key says all.
    static QByteArray yes() { return QByteArrayLiteral("1"); }

    // All of them are these. Facts of other kinds are passed over.
    void replace(const QMap<QString, QByteArray>& facts);
    // One is this now; an empty value: no more.
    void apply(const QString& key, const QByteArray& value);

    bool areKnown() const { return known_; }
    bool hasOwner() const { return !owners_.empty(); }
    bool isOwner(const QString& user) const { return owners_.contains(user); }
    bool isLocked(const QString& room) const { return locked_.contains(room); }
    bool isDraining(const QString& instance) const { return draining_.contains(instance); }

    const QMap<QString, protocol::admin::Sanction>& sanctions() const { return sanctions_; }  // by id
    // The one of this kind that fits somebody and lasts longest; null: none does now.
    const protocol::admin::Sanction* sanctionOn(protocol::admin::Sanction::Kind kind, const QString& address,
                                                const QString& nick, base::WallTime now) const;
    // Ids of those that are over.
    QStringList expired(base::WallTime now) const;

private:
    bool known_ = false;
    std::set<QString> owners_;
    std::set<QString> locked_;
    std::set<QString> draining_;
    QMap<QString, protocol::admin::Sanction> sanctions_;
};

// What the pattern of a sanction on addresses means: an address, or a network as 10.0.0.0/8. Empty: neither.
QString canonicalAddressPattern(const QString& pattern);
bool fitsAddress(const QString& pattern, const QString& address);

}  // namespace snug::rooms
