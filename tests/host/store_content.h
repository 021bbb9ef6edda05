// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>

#include "host/store_caller.h"

namespace snug::test {

// All that a store keeps, to be compared with what another keeps. Of each room's epoch only the origin: a
// copy is another life.
struct StoreContent {
    QMap<QString, QStringList> rooms;  // origin, topic, head
    QMap<QString, QVector<protocol::LogEntry>> logs;
    QMap<QByteArray, protocol::Person> sessions;
    store::Facts facts;

    qsizetype messages() const;
    // What snugd migrate says of it.
    QString verified() const;
    friend bool operator==(const StoreContent&, const StoreContent&) = default;
};

// `store` is as after --store. Reads it as a server beside others would; not SQLite's rooms off the record.
StoreContent contentOf(const QString& store);

// Opens it as a server does.
std::unique_ptr<host::StoreCaller> openStore(const QString& store);

// Makes a room if it is missing and adds entries, every seventh a topic, some without a nonce.
void fillRoom(host::StoreCaller& store, const QString& room, int entries);
void fillSessions(host::StoreCaller& store, int sessions);

}  // namespace snug::test
