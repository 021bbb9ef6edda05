// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/settings_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "host/setting_kinds.h"

namespace snug::host {

namespace {

Setting logLevel()
{
    return choice(
        "log-level", "level", "Least level logged to standard error: debug, info, warning or error.",
        {"debug", "info", "warning", "error"},
        [](const ServerConfig& config) { return static_cast<std::size_t>(config.logLevel); },
        [](ServerConfig& config, std::size_t index) {
            config.logLevel = static_cast<base::LogLevel>(index);
        });
}

Setting logFormat()
{
    return choice(
        "log-format", "format", "How lines of the log are written: text, or json for collectors of logs.",
        {"text", "json"},
        [](const ServerConfig& config) { return static_cast<std::size_t>(config.logFormat); },
        [](ServerConfig& config, std::size_t index) {
            config.logFormat = static_cast<base::LogFormat>(index);
        });
}

Setting origins()
{
    return {"allowed-origins", "list", "Origins of web pages that may connect, comma-separated; * is any.",
            [](const ServerConfig& config) { return config.allowedOrigins.join(u','); },
            [](ServerConfig& config, const QString& given) {
                config.allowedOrigins = given.split(u',', Qt::SkipEmptyParts);
                return true;
            }};
}

Setting writeBudget()
{
    return {"write-budget", "KiB", "What may wait for a slow reader before it is sent away to resume.",
            [](const ServerConfig& config) { return QString::number(config.writeBudget.count / 1024); },
            [](ServerConfig& config, const QString& given) {
                bool ok = false;
                const int kib = given.toInt(&ok);
                if (!ok || kib < 64) {
                    return false;
                }
                config.writeBudget.count = qint64{kib} * 1024;
                return true;
            }};
}

Setting store()
{
    return {"store", "store",
            "Where rooms are kept: sqlite (in the data folder), sqlite:FILE, or redis://HOST:PORT/DATABASE, "
            "shared with other servers; several of these, with commas between, have a part each.",
            [](const ServerConfig& config) { return config.store.text; },
            [](ServerConfig& config, const QString& given) {
                auto choice = parseStoreChoice(given);
                if (choice) {
                    config.store = *choice;
                }
                return choice.ok();
            }};
}

using C = ServerConfig;
constexpr int kAny = std::numeric_limits<int>::max();

// What the hub goes by, and nothing that a thread of the network was started with.
constexpr std::array<std::string_view, 21> kChangeable{
    "log-level",       "log-format",          "capacity",          "soft-limit",
    "hard-limit",      "messages-per-second", "messages-burst",    "commands-per-second",
    "commands-burst",  "join-creates",        "max-rooms",         "max-rooms-per-person",
    "max-text",        "resume-events",       "presence-detailed", "drop-grace",
    "name-hold",       "empty-room-hold",     "retain-days",       "retain-messages",
    "session-lifetime"};

void addServer(std::vector<Setting>& table)
{
    table.push_back(text("name", "name", "How the server calls itself; empty: the machine's name.",
                         [](C& c) -> QString& { return c.name; }));
    table.push_back(address("listen", "Address on which people connect; 0.0.0.0 is all.",
                            [](C& c) -> QString& { return c.listen; }));
    table.push_back(port("port", "Port on which people connect; 0 picks a free one.",
                         [](C& c) -> quint16& { return c.port; }));
    table.push_back(text("tls-certificate", "file",
                         "Certificate (PEM, with those above it); then people connect over TLS only (wss).",
                         [](C& c) -> QString& { return c.tlsCertificate; }));
    table.push_back(text("tls-key", "file", "Private key of the certificate (PEM, RSA or EC).",
                         [](C& c) -> QString& { return c.tlsKey; }));
    table.push_back(text("data", "folder", "Folder of the server's files; empty: the user's folder for data.",
                         [](C& c) -> QString& { return c.dataFolder; }));
    table.push_back(store());
    table.push_back(
        flag("http", "Whether /health and /metrics are served.", [](C& c) -> bool& { return c.http; }));
    table.push_back(address("http-listen", "Address of /health and /metrics.",
                            [](C& c) -> QString& { return c.httpListen; }));
    table.push_back(port("http-port", "Port of /health and /metrics; 0 picks a free one.",
                         [](C& c) -> quint16& { return c.httpPort; }));
    table.push_back(number("io-threads", "count", "Threads that serve connections; 0: one less than cores.",
                           0, 64, [](C& c) -> int& { return c.ioThreads; }));
    table.push_back(logLevel());
    table.push_back(logFormat());
    table.push_back(origins());
}

void addConnections(std::vector<Setting>& table)
{
    table.push_back(number("max-connections", "count",
                           "Connections in all; 0: what the descriptor limit allows.", 0, kAny,
                           [](C& c) -> int& { return c.connectionsTotal; }));
    table.push_back(
        number("capacity", "people",
               "People the server is meant for, which /scale and snug_capacity_used_ratio go by; 0: as "
               "many as may connect.",
               0, kAny, [](C& c) -> int& { return c.capacity; }));
    table.push_back(
        number("soft-limit", "people",
               "People from which on newcomers are sent to the instance with the most room; 0: never.", 0,
               kAny, [](C& c) -> int& { return c.hub.softLimit; }));
    table.push_back(number("hard-limit", "people", "People from which on nobody more is let in; 0: never.", 0,
                           kAny, [](C& c) -> int& { return c.hub.hardLimit; }));
    table.push_back(
        text("advertise", "host:port",
             "Where clients reach this instance, for those that others send here; empty: nobody is sent.",
             [](C& c) -> QString& { return c.hub.advertise; }));
    table.push_back(number("max-connections-per-address", "count",
                           "Connections from one address; 0: no limit.", 0, kAny,
                           [](C& c) -> int& { return c.connectionsPerAddress; }));
    table.push_back(writeBudget());
    table.push_back(rate("messages-per-second", "Messages of one connection a second; 0: no limit.",
                         [](C& c) -> double& { return c.hub.limits.messages.perSecond; }));
    table.push_back(rate("messages-burst", "Messages of one connection at once.",
                         [](C& c) -> double& { return c.hub.limits.messages.burst; }));
    table.push_back(rate("commands-per-second", "Commands of one connection a second; 0: no limit.",
                         [](C& c) -> double& { return c.hub.limits.commands.perSecond; }));
    table.push_back(rate("commands-burst", "Commands of one connection at once.",
                         [](C& c) -> double& { return c.hub.limits.commands.burst; }));
    table.push_back(duration("ping", "Silence after which the server pings.", 1,
                             [](C& c) -> std::chrono::seconds& { return c.hub.limits.ping; }));
    table.push_back(duration("idle", "Silence after which it closes the connection.", 2,
                             [](C& c) -> std::chrono::seconds& { return c.hub.limits.idle; }));
}

void addRooms(std::vector<Setting>& table)
{
    table.push_back(flag("join-creates", "Whether joining a room that is not there makes it.",
                         [](C& c) -> bool& { return c.hub.joinCreates; }));
    table.push_back(number("max-rooms", "count", "Rooms on the server.", 1, kAny,
                           [](C& c) -> int& { return c.hub.limits.roomsTotal; }));
    table.push_back(number("max-rooms-per-person", "count", "Rooms that one person may be in.", 1, kAny,
                           [](C& c) -> int& { return c.hub.limits.roomsPerPerson; }));
    table.push_back(number("max-text", "characters", "Length of a message.", 1, 10'000,
                           [](C& c) -> int& { return c.hub.limits.textCharacters; }));
    table.push_back(number("resume-events", "count", "Missed entries replayed after a drop.", 0, 10'000,
                           [](C& c) -> int& { return c.hub.limits.resumeEvents; }));
    table.push_back(number("presence-detailed", "members", "Members up to which presence is told one by one.",
                           1, 1000, [](C& c) -> int& { return c.hub.limits.presenceDetailed; }));
    table.push_back(duration("drop-grace", "How long a dropped person stays a member.", 0,
                             [](C& c) -> std::chrono::seconds& { return c.hub.dropGrace; }));
    table.push_back(duration("name-hold", "How long a dropped person keeps the name.", 0,
                             [](C& c) -> std::chrono::seconds& { return c.hub.nameHold; }));
    table.push_back(duration("empty-room-hold", "How long an empty off-the-record room is remembered.", 0,
                             [](C& c) -> std::chrono::seconds& { return c.hub.emptyRoomHold; }));
    table.push_back(number("retain-days", "days",
                           "Messages of kept rooms that are older are deleted; 0: none.", 0, 36'500,
                           [](C& c) -> int& { return c.hub.retainDays; }));
    table.push_back(number("retain-messages", "count",
                           "Messages that a kept room keeps, the newest ones; 0: all.", 0, kAny,
                           [](C& c) -> int& { return c.hub.retainMessages; }));
    table.push_back(duration("session-lifetime", "How long a session that is not used can come back.", 60,
                             [](C& c) -> std::chrono::seconds& { return c.hub.sessionLifetime; }));
}

}  // namespace

const std::vector<Setting>& settingsTable()
{
    static const std::vector<Setting> table = [] {
        std::vector<Setting> rows;
        addServer(rows);
        addConnections(rows);
        addRooms(rows);
        for (Setting& row : rows) {
            row.changeable = std::find(kChangeable.begin(), kChangeable.end(), row.name) != kChangeable.end();
        }
        return rows;
    }();
    return table;
}

base::Result<base::Done, QString> applySetting(ServerConfig& config, const QString& name,
                                               const QString& value)
{
    const Setting* const setting = findSetting(name);
    if (setting == nullptr) {
        return QStringLiteral("There is no setting \"%1\".").arg(name);
    }
    if (!setting->write(config, value)) {
        return QStringLiteral("\"%1\" is not a value for %2 (%3).")
            .arg(value, name, QLatin1StringView(setting->description));
    }
    return base::Done{};
}

const Setting* findSetting(const QString& name)
{
    for (const Setting& setting : settingsTable()) {
        if (name == QLatin1StringView(setting.name)) {
            return &setting;
        }
    }
    return nullptr;
}

QStringList differentSettings(const ServerConfig& a, const ServerConfig& b)
{
    QStringList names;
    for (const Setting& setting : settingsTable()) {
        if (setting.read(a) != setting.read(b)) {
            names.append(QLatin1StringView(setting.name));
        }
    }
    return names;
}

QString commentedConfiguration(const ServerConfig& config, const ServerConfig& defaults)
{
    QString out = QStringLiteral(
        "# Settings of a Snug server. A line is \"name = value\"; '#' begins a comment.\n"
        "# Lines that are commented out show the defaults. The command line wins over this file.\n");
    for (const Setting& setting : settingsTable()) {
        const QString value = setting.read(config);
        const QString mark = value == setting.read(defaults) ? QStringLiteral("#") : QString();
        out += QStringLiteral("\n# %1\n%2%3 = %4\n")
                   .arg(QLatin1StringView(setting.description), mark, QLatin1StringView(setting.name), value);
    }
    return out;
}

base::Result<base::Done, QString> applyConfiguration(ServerConfig& config, const QString& text)
{
    int number = 0;
    for (const QString& raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#')) {
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 0) {
            return QStringLiteral("Line %1: \"name = value\" expected.").arg(number);
        }
        const auto applied =
            applySetting(config, line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
        if (!applied) {
            return QStringLiteral("Line %1: %2").arg(QString::number(number), applied.error());
        }
    }
    return base::Done{};
}

}  // namespace snug::host
