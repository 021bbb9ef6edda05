// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin_scene.h"

#include <cmath>

#include "ui/admin/admin_window.h"
#include "ui/admin/audit_page.h"
#include "ui/admin/connection_record.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/server_overview.h"
#include "ui/admin/settings_page.h"

namespace snug::test {

using namespace Qt::StringLiterals;
using ui::Tone;

AdminScene::AdminScene(bool withRows)
    : connections(connectionTable())
    , rooms(tableOf({u"Room"_s, u"Topic"_s, u"Members"_s, u"Msg/s"_s, u"Entries"_s, u"Stored"_s,
                     u"Retention"_s, u"Locked"_s}))
    , sanctions(tableOf({u"Kind"_s, u"Who"_s, u"Reason"_s, u"By"_s, u"Since"_s, u"Until"_s}))
    , audit(tableOf({u"At"_s, u"Who"_s, u"Action"_s, u"Target"_s, u"Result"_s}))
    , logs(tableOf({u"At"_s, u"Level"_s, u"Category"_s, u"Text"_s}))
    , settings(tableOf({u"Setting"_s, u"Value"_s, u"Standard"_s, u"What it does"_s}))
    , instances(tableOf(
          {u"Server"_s, u"Address"_s, u"Version"_s, u"Connections"_s, u"Load"_s, u"Lag"_s, u"State"_s}))
    , probes(tableOf({u"Part"_s, u"Status"_s, u"Value"_s, u"Reason"_s, u"At"_s}))
{
    if (withRows) {
        addConnections();
        addRooms();
        addSanctions();
        addLogs();
        addSettings();
        addServers();
    }
}

void AdminScene::addConnections()
{
    const QStringList people{u"Ada"_s,    u"Grace"_s,   u"Linus"_s, u"Mai Nguyễn"_s, u"Barbara"_s,
                             u"Edsger"_s, u"Frances"_s, u"Radia"_s, u"Donald"_s,     u"Margaret"_s};
    for (int i = 0; i < 60; ++i) {
        const QString& who = people.at(i % people.size());
        connections->appendRow(connectionRow(static_cast<quint64>(i) + 1,
                                             i < 10 ? who : who + u' ' + QString::number(i),
                                             u"10.0.%1.%2"_s.arg(i / 20).arg(7 + i), i * 7 % 23));
    }
}

void AdminScene::addRooms()
{
    const std::tuple<QString, QString, int> all[] = {
        {u"lobby"_s, u"Everything and nothing. Tea at five, kitchen, ground floor."_s, 48},
        {u"release-0.9"_s, u"What is left before we ship"_s, 7},
        {u"kitchen"_s, u"Who eats what, and when"_s, 12},
        {u"den"_s, u"Not kept"_s, 3},
        {u"announcements"_s, u"Read only"_s, 51}};
    for (const auto& [name, topic, members] : all) {
        const bool locked = name == u"announcements";
        rooms->appendRow(tableRow(name, {{name},
                                         {topic},
                                         number(members),
                                         {u"0.4"_s, 0.4},
                                         number(members * 311),
                                         {u"1.2 MB"_s, 1'200'000},
                                         {name == u"den" ? u"not kept"_s : u"90 days, newest 10,000"_s},
                                         {locked ? u"locked"_s : QString()}}));
        markRow(*rooms, rooms->rowCount() - 1, ui::AdminRole::Locked, locked);
    }
}

void AdminScene::addSanctions()
{
    sanctions->appendRow(tableRow(u"s1"_s, {{u"Ban"_s, {}, Tone::Bad},
                                            {u"203.0.113.0/24"_s},
                                            {u"Floods from a whole network"_s},
                                            {u"Ada"_s},
                                            {u"2026-11-20 09:12"_s},
                                            {u"for good"_s}}));
    sanctions->appendRow(
        tableRow(u"s2"_s, {{u"Mute"_s, {}, Tone::Warning},
                           {u"LoudOne"_s},
                           {u"Asked three times to write in sentences, not in single words"_s},
                           {u"Grace"_s},
                           {u"2026-11-26 21:40"_s},
                           {u"2026-11-27 21:40"_s}}));
    const QStringList actions{u"kick"_s, u"ban"_s, u"set topic_limit"_s, u"lock room"_s, u"drain"_s};
    for (int i = 0; i < 24; ++i) {
        const bool refused = i % 9 == 4;
        audit->appendRow(tableRow(
            i,
            {{u"2026-11-26 %1:%2"_s.arg(i, 2, 10, QChar(u'0')).arg(i * 2, 2, 10, QChar(u'0')), i},
             {i % 3 == 0 ? u"Grace"_s : u"Ada"_s},
             {actions.at(i % actions.size())},
             {i % 2 == 0 ? u"LoudOne"_s : u"announcements"_s},
             {refused ? u"refused: not allowed"_s : u"done"_s, {}, refused ? Tone::Warning : Tone::Plain}}));
    }
}

void AdminScene::addLogs()
{
    const std::tuple<QString, Tone, QString, QString> lines[] = {
        {u"info"_s, Tone::Plain, u"snug.net"_s, u"listening on port 4777 with TLS 1.3"_s},
        {u"debug"_s, Tone::Plain, u"snug.store"_s, u"committed 48 entries in 1.3 ms"_s},
        {u"warning"_s, Tone::Warning, u"snug.net"_s, u"10.0.0.9 sends no pong for 20 s; closed with 4004"_s},
        {u"info"_s, Tone::Plain, u"snug.host"_s, u"the configuration was read again"_s},
        {u"error"_s, Tone::Bad, u"snug.store"_s,
         u"the disk is full: writes are refused until there is room"_s}};
    for (int i = 0; i < 80; ++i) {
        const auto& [level, tone, category, text] = lines[i % 11 % 5];
        logs->appendRow(
            tableRow(i, {{u"23:%1:%2"_s.arg(i / 4, 2, 10, QChar(u'0')).arg(i * 7 % 60, 2, 10, QChar(u'0'))},
                         {level, {}, tone},
                         {category},
                         {text}}));
    }
}

void AdminScene::addSettings()
{
    const std::tuple<QString, QString, QString, QString, bool> all[] = {
        {u"greeting"_s, u"Welcome to the workshop"_s, u""_s, u"Said to everybody who comes in"_s, true},
        {u"log_level"_s, u"info"_s, u"info"_s, u"The least level that is written to the log"_s, true},
        {u"max_connections"_s, u"20000"_s, u"10000"_s, u"How many may be connected at a time"_s, true},
        {u"messages_per_second"_s, u"5"_s, u"5"_s, u"How many messages one person may send, over time"_s,
         true},
        {u"port"_s, u"4777"_s, u"4777"_s, u"Where the server listens"_s, false},
        {u"store"_s, u"sqlite:/var/lib/snug/snug.db"_s, u"sqlite:snug.db"_s, u"Where messages are kept"_s,
         false}};
    for (const auto& [name, value, standard, description, changeable] : all) {
        const Tone tone = value == standard ? Tone::Plain : Tone::Good;
        settings->appendRow(tableRow(name, {{name}, {value, {}, tone}, {standard}, {description}}));
        markRow(*settings, settings->rowCount() - 1, ui::AdminRole::Changeable, changeable);
    }
}

void AdminScene::addServers()
{
    instances->appendRow(tableRow(u"i1"_s, {{u"workshop-1"_s},
                                            {u"10.0.0.2:4777"_s},
                                            {u"0.9.0"_s},
                                            number(60),
                                            {u"12 %"_s, 12},
                                            {u"0.4 ms"_s, 0.4},
                                            {u"serving"_s, {}, Tone::Good}}));
    markRow(*instances, 0, ui::AdminRole::Mine, true);
    const std::tuple<QString, QString, QString, QString, Tone> all[] = {
        {u"store"_s, u"ok"_s, u"1.3 ms"_s, u""_s, Tone::Good},
        {u"disk"_s, u"warning"_s, u"91 %"_s, u"Less than 10 % of the disk is free: 4.1 GB"_s, Tone::Warning},
        {u"hub loop"_s, u"ok"_s, u"0.2 ms"_s, u""_s, Tone::Good},
        {u"certificate"_s, u"ok"_s, u"64 d"_s, u""_s, Tone::Good}};
    for (const auto& [name, status, value, reason, tone] : all) {
        probes->appendRow(tableRow(name, {{name}, {status, {}, tone}, {value}, {reason}, {u"23:12:04"_s}}));
    }
}

void AdminScene::fillWithLongNames()
{
    const QString name(200, u'W');
    for (QStandardItemModel* model : {connections.get(), rooms.get(), sanctions.get(), audit.get(),
                                      logs.get(), settings.get(), instances.get(), probes.get()}) {
        model->insertRow(0, tableRow(QVariant(), QVector<Cell>(model->columnCount(), {name})));
        markRow(*model, 0, ui::AdminRole::Changeable, true);
    }
}

void AdminScene::fill(ui::AdminWindow& window)
{
    ui::ServerOverview overview;
    overview.name = u"Workshop"_s;
    overview.version = u"0.9.0"_s;
    overview.store = u"SQLite"_s;
    overview.uptimeSeconds = 3 * 86'400 + 4 * 3600;
    overview.connections = connections->rowCount();
    overview.people = 54;
    overview.rooms = rooms->rowCount();
    overview.messagesIn = 41.2;
    overview.messagesOut = 988;
    overview.deliveryP50Ms = 1.4;
    overview.deliveryP99Ms = 6.2;
    overview.commitMs = 1.3;
    overview.cpuPercent = 12;
    overview.memoryBytes = 84'000'000;
    overview.backlogBytes = 812'000;
    overview.capacity = 0.31;
    window.setOverview(overview);
    window.overview()->setProbes(probes.get());
    for (const ui::Span span : {ui::Span::Minute, ui::Span::Hour, ui::Span::Day}) {
        window.overview()->graphs()->setHistory(span, history(span, ui::samplesOf(span)));
    }
    window.connections()->setModel(connections.get());
    window.rooms()->setModel(rooms.get());
    window.sanctions()->setModel(sanctions.get());
    window.audit()->setModel(audit.get());
    window.logs()->setModel(logs.get());
    window.settings()->setModel(settings.get());
    window.instances()->setModel(instances.get());
}

void AdminScene::chooseFirst(ui::AdminWindow& window) const
{
    ui::TablePage* const pages[] = {
        nullptr,        window.connections(), window.rooms(),    window.sanctions(),
        window.audit(), window.logs(),        window.settings(), window.instances()};
    ui::TablePage* page = pages[static_cast<int>(window.page())];
    if (page != nullptr && page->table()->model()->rowCount() > 0) {
        page->table()->selectRow(page == window.logs() ? page->table()->model()->rowCount() - 2
                                                       : 1 % page->table()->model()->rowCount());
    }
}

QVector<ui::ServerSample> AdminScene::history(ui::Span span, int samples)
{
    const int seconds = span == ui::Span::Minute ? 1 : span == ui::Span::Hour ? 10 : 300;
    const QDateTime now(QDate(2026, 11, 26), QTime(12, 0));
    QVector<ui::ServerSample> all;
    for (int i = 0; i < samples; ++i) {
        const double wave = std::sin(i * 0.21) + std::sin(i * 0.053);
        all.append({now.addSecs(static_cast<qint64>(i - samples) * seconds), 54 + 4 * wave, 40 + 12 * wave,
                    900 + 260 * wave, 1.4 + 0.3 * wave, 6 + 2 * wave, 1.3 + 0.2 * wave, 12 + 4 * wave,
                    84e6 + 2e6 * wave, i % 37 == 5 ? 812e3 : 2e3, i % 41 == 3 ? 2.0 : 0.0});
    }
    return all;
}

ui::ConnectionRecord AdminScene::record(quint64 id)
{
    ui::ConnectionRecord record;
    record.id = id;
    record.limiterHits = 3;
    const QDateTime now(QDate(2026, 11, 26), QTime(12, 0));
    const QStringList words{u"send"_s, u"sent"_s, u"entry"_s, u"typing"_s, u"ping"_s};
    for (int i = 0; i < 40; ++i) {
        record.frames.append(
            {now.addMSecs(i * 431), i % 3 != 0, words.at(i % words.size()), 60 + i * 37 % 900});
        record.roundTripsMs.append(8 + 3 * std::sin(i * 0.4) + (i == 21 ? 30 : 0));
    }
    return record;
}

}  // namespace snug::test
