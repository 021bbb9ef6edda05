// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/admin_deed.h"
#include "client/audit_trail.h"
#include "client/errands.h"
#include "client/flight_record.h"
#include "client/kept_answer.h"
#include "client/keyed_rows.h"
#include "client/latest_lines.h"
#include "client/room_export.h"
#include "client/server_trend.h"
#include "client/session.h"

namespace snug::client {

// The tables of the administration.
using ConnectionRows = KeyedRows<protocol::admin::Connection, &protocol::admin::Connection::id>;
using AdminRoomRows = KeyedRows<protocol::admin::Room, &protocol::admin::Room::name>;
using InstanceRows = KeyedRows<protocol::admin::Instance, &protocol::admin::Instance::id>;
using ProbeRows = KeyedRows<protocol::admin::Probe, &protocol::admin::Probe::name>;
using SanctionRows = KeyedRows<protocol::admin::Sanction, &protocol::admin::Sanction::id>;
using SettingRows = KeyedRows<protocol::admin::Setting, &protocol::admin::Setting::name>;

// The server as who administers it sees and changes it: what somebody looks at is watched, asked for again
// after every reconnect, and not at all when nobody looks. GUI thread. Borrows the session, which outlives
// it; owns the state. Bounds: those of its parts.
//
// All deeds are answered once, with done() or refused(), later.
class Administration final : public QObject {
    Q_OBJECT

public:
    // What somebody looks at. The lists are told to have changed only while something is watched.
    struct Interest {
        protocol::admin::Watch live{};
        bool sanctions = false;
        bool audit = false;
        bool settings = false;
        friend bool operator==(const Interest&, const Interest&) = default;
    };

    explicit Administration(Session& session, Backoff::Random random = {}, QObject* parent = nullptr);

    // What we are on the server, as far as it said.
    protocol::Role role() const { return role_; }
    bool mayAdminister() const { return role_ == protocol::Role::Owner; }

    // From now on, for good; nothing of it is asked for while we may not administer.
    void lookAt(const Interest& interest);
    const Interest& interest() const { return interest_; }

    // ---- what is known; as it was last, when nobody looks or there is no connection
    const ServerTrend& trend() const { return trend_; }
    const FlightRecord& record() const { return record_; }
    const ConnectionRows& connections() const { return connections_; }
    const AdminRoomRows& rooms() const { return rooms_; }
    const InstanceRows& instances() const { return instances_; }
    const QString& ownInstance() const { return ownInstance_; }  // id of the one that we are connected to
    const ProbeRows& probes() const { return probes_; }
    const LatestLines& log() const { return log_; }
    const SanctionRows& sanctions() const { return sanctions_; }
    const AuditTrail& audit() const { return audit_; }
    const SettingRows& settings() const { return settings_; }
    // Changes of settings stand in the server's configuration file.
    bool settingsAreKept() const { return settingsAreKept_; }

    // Takes a room into a file, for whoever shows how it goes; goes before the administration does.
    std::unique_ptr<RoomExport> makeExport(const QString& room, const QString& path,
                                           RoomExport::Format format);

    // ---- deeds
    // The code in any spelling: white space and case do not count.
    void claim(const QString& code);
    void kick(quint64 connection, const QString& reason);
    void notify(quint64 connection, const QString& text);  // 0: everybody
    void impose(const protocol::admin::Impose& sanction);
    void lift(const QString& sanction);
    void lock(const QString& room, bool locked);
    void clear(const QString& room);
    void remove(const QString& room);
    void change(const QString& setting, const QString& value);
    void drain(const QString& instance, bool draining);

Q_SIGNALS:
    void roleChanged(snug::protocol::Role role);
    void ownInstanceChanged();
    void settingsAreKeptChanged(bool kept);
    void done(const snug::client::AdminDeed& deed);
    void refused(const snug::client::AdminDeed& deed, const snug::protocol::Error& error);

private:
    void onWelcome(const protocol::Welcome& welcome);
    void onPush(const protocol::Push& push);
    void setRole(protocol::Role role);
    void renewAll();
    void stop();
    void perform(protocol::AdminCommand command, const AdminDeed& deed);
    void takeAnswer(const protocol::AdminAnswer& answer);
    void take(const protocol::admin::Overview& overview);
    void take(const protocol::admin::Connections& frame);
    void take(const protocol::admin::Instances& all);
    void take(const protocol::admin::Changed& changed);
    template <class Command>
    KeptAnswer::Ask asking(std::function<Command()> make,
                           void (Administration::*onAnswer)(const AnswerOf<Command>&));
    void onWatching(const protocol::admin::Watching& answer);
    void onSanctions(const protocol::admin::SanctionList& answer) { sanctions_.setAll(answer.sanctions); }
    void onAudit(const protocol::admin::AuditPage& answer) { audit_.setAll(answer.entries); }
    void onSettings(const protocol::admin::SettingsPage& answer);
    void setSettingsAreKept(bool kept);

    Session& session_;
    const Backoff::Random random_;
    protocol::Role role_ = protocol::Role::Member;
    Interest interest_;
    protocol::admin::Watch asked_;  // what the server was told last of this connection
    ServerTrend trend_;
    FlightRecord record_;
    ConnectionRows connections_;
    AdminRoomRows rooms_;
    InstanceRows instances_;
    QString ownInstance_;
    ProbeRows probes_;
    LatestLines log_;
    SanctionRows sanctions_;
    AuditTrail audit_;
    SettingRows settings_;
    bool settingsAreKept_ = true;
    Errands errands_;
    KeptAnswer watch_;
    KeptAnswer sanctionList_;
    KeptAnswer auditPage_;
    KeptAnswer settingsPage_;
};

}  // namespace snug::client
