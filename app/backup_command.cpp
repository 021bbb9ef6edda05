// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_command.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QDir>
#include <QLocale>
#include <QTextStream>

#include "base/log.h"
#include "complaint.h"
#include "host/backup.h"
#include "server_options.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kCommand("snugd backup");

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Makes a copy of a server's data, while people go on using it, and verifies it: it is checked by "
        u"SQLite\n"
        "and read as a server would read it, before it gets its name.\n"
        "\n"
        "  snugd backup --data /var/lib/snug --to /var/backups/snug --keep 14\n"
        "\n"
        "To go back to a copy: stop the server, put the copy in the place of snug.db in the data folder, "
        "remove\n"
        "snug.db-wal and snug.db-shm beside it, start the server. Rooms off the record are in no copy. A "
        "Redis\n"
        "makes its copies itself.\n"
        "Exit codes: 0 copied and verified, 64 wrong options, 74 the data cannot be read, the copy cannot "
        "be\n"
        "written, or one of them is damaged (then there is no new copy)."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({u"to"_s, u"Folder of the copies; made where it is not there."_s, u"folder"_s});
    parser.addOption({u"keep"_s, u"Copies that stay there, the newest; 0: all. [0]"_s, u"count"_s, u"0"_s});
    parser.addOption({u"data"_s, u"The server's folder, as its --data."_s, u"folder"_s});
    parser.addOption({u"store"_s, u"The server's store, as its --store."_s, u"store"_s});
    parser.addOption({u"config"_s, u"The server's configuration, as its --config."_s, u"file"_s});
}

// The options that the server has as well.
QStringList ofTheServer(const QCommandLineParser& parser)
{
    QStringList options;
    for (const QString& name : {u"config"_s, u"data"_s, u"store"_s}) {
        if (parser.isSet(name)) {
            options += {u"--"_s + name, parser.value(name)};
        }
    }
    return options;
}

}  // namespace

int runBackup(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{QString(kCommand)} + arguments)) {
        return complainOfUse(kCommand, parser.errorText());
    }
    if (parser.isSet(u"help"_s)) {
        QTextStream(stdout) << parser.helpText().replace(u" [options]"_s, u" backup [options]"_s);
        return 0;
    }
    bool isNumber = false;
    const int keep = parser.value(u"keep"_s).toInt(&isNumber);
    if (!isNumber || keep < 0 || !parser.positionalArguments().isEmpty()) {
        return complainOfUse(kCommand, u"--keep is a number."_s);
    }
    if (parser.value(u"to"_s).isEmpty()) {
        return complainOfUse(kCommand, u"--to is missing."_s);
    }
    const ServerOptions server = readServerOptions(ofTheServer(parser));
    if (!server.error.isEmpty()) {
        return complainOfUse(kCommand, server.error);
    }
    base::installLogging(base::LogLevel::Warning);
    const auto made = host::backUp(server.config, parser.value(u"to"_s), keep, base::Now::read().wall);
    if (!made) {
        return complain(made.error(), kDataError);
    }
    QTextStream out(stdout);
    out << "copied and verified: " << made->file << '\n'
        << u"%1 rooms, %2 messages, %3\n"_s.arg(made->figures.rooms)
               .arg(made->figures.entries)
               .arg(QLocale::c().formattedDataSize(made->figures.size.count));
    for (const QString& file : made->removed) {
        out << "removed: " << file << '\n';
    }
    return 0;
}

}  // namespace snug
