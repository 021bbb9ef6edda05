// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/options.h"

#include <QCommandLineParser>
#include <QUrl>

#include "load/dialect.h"

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;

// Reads options one by one and remembers the first that is wrong.
class Reader {
public:
    explicit Reader(const QCommandLineParser& parser)
        : parser_(parser)
    {
    }

    double number(const QString& option, double least, double most)
    {
        bool ok = false;
        const double value = parser_.value(option).toDouble(&ok);
        if (!ok || value < least || value > most) {
            note(u"--%1 wants a number from %2 to %3"_s.arg(option).arg(least).arg(most));
            return least;
        }
        return value;
    }

    std::size_t count(const QString& option, double least, double most)
    {
        return static_cast<std::size_t>(number(option, least, most));
    }

    std::chrono::milliseconds seconds(const QString& option, double most)
    {
        return std::chrono::milliseconds(static_cast<qint64>(number(option, 0, most) * 1000));
    }

    std::vector<int> pids(const QString& option)
    {
        std::vector<int> pids;
        for (const QString& text : parser_.values(option)) {
            pids.push_back(text.toInt());
            if (pids.back() < 1) {
                note(u"--%1 wants a process's number"_s.arg(option));
            }
        }
        return pids;
    }

    bool yes(const QString& option)
    {
        const QString value = parser_.value(option);
        if (value != "true"_L1 && value != "false"_L1) {
            note(u"--%1 wants true or false"_s.arg(option));
        }
        return value == "true"_L1;
    }

    std::string oneOf(const QString& option, std::span<const std::string_view> names)
    {
        std::string value = parser_.value(option).toStdString();
        if (std::ranges::find(names, value) == names.end()) {
            QStringList list;
            for (const std::string_view name : names) {
                list.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
            }
            note(u"--%1 wants one of %2"_s.arg(option, list.join(u", "_s)));
        }
        return value;
    }

    void note(const QString& message)
    {
        if (wrong_.isEmpty()) {
            wrong_ = message;
        }
    }

    const QString& wrong() const { return wrong_; }

private:
    const QCommandLineParser& parser_;
    QString wrong_;
};

void addServerOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {u"url"_s,
         u"The server, ws://HOST:PORT or wss://HOST:PORT; with a path where it is not the usual one of the "
         "dialect. Given more than once: connections go to each in turn."_s,
         u"url"_s, u"ws://127.0.0.1:4777"_s},
        {u"dialect"_s,
         u"How the server is spoken to: snug, nats, mqtt, socketio or json (see tests/load/README.md)."_s,
         u"name"_s, u"snug"_s},
        {u"tls-ca"_s, u"For wss: trusts the certificates in this file (PEM), too."_s, u"file"_s},
        {u"tls-insecure"_s,
         u"For wss: does not verify the server's certificate. Only for tests: whoever is in "
         "between can read and change everything."_s},
        {u"pid"_s,
         u"The server's process, to measure its use of CPU and memory. Given more than once: the sum of them."_s,
         u"pid"_s},
    });
}

void addWorkOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {u"rooms"_s, u"How many rooms."_s, u"count"_s, u"1"_s},
        {u"members"_s, u"Connections in each room."_s, u"count"_s, u"10"_s},
        {u"idle"_s, u"Further connections that say nothing."_s, u"count"_s, u"0"_s},
        {u"keep"_s, u"Whether the rooms are kept on disk: true or false."_s, u"bool"_s, u"true"_s},
        {u"in-flight"_s, u"Closed loop: messages of a room on their way at once."_s, u"count"_s, u"1"_s},
        {u"rate"_s,
         u"Open loop: messages a second in all rooms together, latency counted from the intended time."_s,
         u"number"_s, u"0"_s},
        {u"payload"_s, u"Bytes of text in a message."_s, u"bytes"_s, u"150"_s},
        {u"connect-rate"_s, u"New connections a second."_s, u"number"_s, u"2000"_s},
        {u"settle"_s,
         u"How many seconds to wait at most, when all are connected, until the server has told everybody who "
         "and what is new. With --find-limit 60 unless told otherwise."_s,
         u"seconds"_s, u"1"_s},
        {u"warmup"_s, u"Seconds of traffic before measuring."_s, u"seconds"_s, u"2"_s},
        {u"seconds"_s, u"Seconds to measure."_s, u"seconds"_s, u"10"_s},
        {u"storms"_s,
         u"How often connections are cut all at once, without a goodbye, while traffic is measured. They "
         "come back at once and must miss nothing (snug only)."_s,
         u"count"_s, u"0"_s},
        {u"storm"_s, u"How many are cut, a number or all. Alone it means one storm."_s, u"count"_s, u"all"_s},
        {u"find-limit"_s,
         u"How many people can this machine hold? Runs with more and more rooms, beginning with --rooms (8), "
         "until one is too slow or goes wrong. Each measures 5 s unless told otherwise."_s},
        {u"rate-per-room"_s, u"With --find-limit: messages a second in each room."_s, u"number"_s, u"1"_s},
    });
}

void addReportOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {u"p99-at-most"_s,
         u"Fails when the 99th percentile of delivery latency is above; 0: no bound. With --find-limit "
         "100 unless told otherwise."_s,
         u"ms"_s, u"0"_s},
        {u"server-cpu-at-most"_s, u"Fails when the server uses more of a core; 0: no bound."_s, u"percent"_s,
         u"0"_s},
        {u"back-within"_s, u"Fails when it takes longer until all are back after a storm; 0: no bound."_s,
         u"seconds"_s, u"0"_s},
        {u"quiet"_s, u"Tells nothing while it runs."_s},
        {u"json"_s, u"Writes the results to this file, too."_s, u"file"_s},
        {u"compare"_s, u"Instead of a run: compares two files that --json wrote."_s},
        {u"worse-at-most"_s,
         u"With --compare: fails when deliveries a CPU second fell, or the 99th percentile rose, by more."_s,
         u"percent"_s},
    });
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Loads a chat server with real WebSocket clients and checks that every message reaches "
        "every member once and in order. Exit code 1 when one did not, or a bound was passed."_s);
    addServerOptions(parser);
    addWorkOptions(parser);
    addReportOptions(parser);
    parser.addPositionalArgument(u"BEFORE.json AFTER.json"_s, u"With --compare."_s,
                                 u"[--compare BEFORE.json AFTER.json]"_s);
}

void readLimit(const QCommandLineParser& parser, Reader& read, Plan& plan)
{
    const double ratePerRoom = read.number(u"rate-per-room"_s, 0.001, 100'000);
    if (!parser.isSet(u"find-limit"_s)) {
        return;
    }
    plan.ratePerRoom = ratePerRoom;
    const auto unlessSet = [&parser](const QString& option, auto& value, auto usual) {
        if (!parser.isSet(option)) {
            value = usual;
        }
    };
    unlessSet(u"rooms"_s, plan.rooms, 8U);
    unlessSet(u"settle"_s, plan.settle, std::chrono::seconds(60));
    unlessSet(u"warmup"_s, plan.warmup, std::chrono::seconds(1));
    unlessSet(u"seconds"_s, plan.measure, std::chrono::seconds(5));
    unlessSet(u"p99-at-most"_s, plan.p99AtMost, 100.0);
    if (plan.storms > 0 || plan.rate > 0 || plan.rooms == 0) {
        read.note(u"--find-limit wants rooms, and neither --rate nor storms"_s);
    }
}

void readStorms(const QCommandLineParser& parser, Reader& read, Plan& plan)
{
    const bool isOfSome = parser.isSet(u"storm"_s);
    plan.storms = read.count(u"storms"_s, 0, 100);
    if (plan.storms == 0 && isOfSome && !parser.isSet(u"storms"_s)) {
        plan.storms = 1;
    }
    plan.stormClients = plan.speakers();
    if (isOfSome && parser.value(u"storm"_s) != "all"_L1) {
        plan.stormClients = read.count(u"storm"_s, 1, static_cast<double>(plan.speakers()));
    }
    plan.backWithin = read.number(u"back-within"_s, 0, 600);
    if (plan.storms > 0 && !makeDialect(plan.dialect)->traits().resumes) {
        read.note(u"--storm: the dialect %1 has no way back"_s.arg(QString::fromStdString(plan.dialect)));
    }
    if (plan.storms > 0 && plan.speakers() == 0) {
        read.note(u"--storm wants rooms with members"_s);
    }
}

std::variant<Plan, ComparisonWish, WrongUsage, HelpText> readComparison(const QCommandLineParser& parser,
                                                                        Reader& read)
{
    const QStringList files = parser.positionalArguments();
    if (files.size() != 2) {
        return WrongUsage{u"--compare wants two files: BEFORE.json AFTER.json"_s};
    }
    ComparisonWish wish{.before = files[0], .after = files[1], .worseAtMost = std::nullopt};
    if (parser.isSet(u"worse-at-most"_s)) {
        wish.worseAtMost = read.number(u"worse-at-most"_s, 0, 1000);
    }
    if (!read.wrong().isEmpty()) {
        return WrongUsage{read.wrong()};
    }
    return wish;
}

}  // namespace

std::variant<Plan, ComparisonWish, WrongUsage, HelpText> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments)) {
        return WrongUsage{parser.errorText()};
    }
    if (parser.isSet(help)) {
        return HelpText{parser.helpText()};
    }

    Reader read(parser);
    if (parser.isSet(u"compare"_s)) {
        return readComparison(parser, read);
    }
    Plan plan;
    const QStringList urls = parser.values(u"url"_s);
    for (const QString& text : urls) {
        const QUrl url(text);
        const bool isScheme = url.scheme() == "ws"_L1 || url.scheme() == "wss"_L1;
        if (!isScheme || url.host().isEmpty() || url.port() < 1) {
            read.note(u"--url wants ws://HOST:PORT or wss://HOST:PORT"_s);
        }
        const QUrl path = url.adjusted(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
        plan.servers.push_back({.host = url.host().toStdString(),
                                .port = static_cast<std::uint16_t>(url.port()),
                                .path = path.toString(QUrl::FullyEncoded).toStdString(),
                                .tls = url.scheme() == "wss"_L1});
    }
    plan.tlsCa = parser.value(u"tls-ca"_s).toStdString();
    plan.tlsInsecure = parser.isSet(u"tls-insecure"_s);
    plan.dialect = read.oneOf(u"dialect"_s, dialectNames());
    plan.rooms = read.count(u"rooms"_s, 0, 100'000);
    plan.members = read.count(u"members"_s, 1, 100'000);
    plan.idle = read.count(u"idle"_s, 0, static_cast<double>(kMaxConnections));
    plan.keep = read.yes(u"keep"_s);
    plan.inFlight = read.count(u"in-flight"_s, 1, 1000);
    plan.rate = read.number(u"rate"_s, 0, 1'000'000);
    plan.payload = read.count(u"payload"_s, 1, 60'000);
    plan.settle = read.seconds(u"settle"_s, 600);
    plan.warmup = read.seconds(u"warmup"_s, 600);
    plan.measure = read.seconds(u"seconds"_s, 600);
    plan.connectRate = read.number(u"connect-rate"_s, 1, 1'000'000);
    readStorms(parser, read, plan);
    plan.serverPids = read.pids(u"pid"_s);
    plan.quiet = parser.isSet(u"quiet"_s);
    plan.jsonFile = parser.value(u"json"_s).toStdString();
    plan.p99AtMost = read.number(u"p99-at-most"_s, 0, 1e6);
    readLimit(parser, read, plan);
    plan.serverCpuAtMost = read.number(u"server-cpu-at-most"_s, 0, 1e6);
    if (!parser.positionalArguments().isEmpty()) {
        read.note(u"what is \"%1\"?"_s.arg(parser.positionalArguments().constFirst()));
    }
    if (plan.connections() == 0 || plan.connections() > kMaxConnections) {
        read.note(u"from 1 to 1,000,000 connections, please"_s);
    }
    if (!read.wrong().isEmpty()) {
        return WrongUsage{read.wrong()};
    }
    return plan;
}

}  // namespace snug::load
