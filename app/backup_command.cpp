// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_command.h"

#include <QCommandLineParser>
#include <QLocale>
#include <QTextStream>

#include "backup_watch.h"
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
        "  snugd backup --data /var/lib/snugd --to /var/backups/snugd --keep 14\n"
        "\n"
        "Tries out whether a server would start with a copy: brings a copy of it, in the folder for what is\n"
        "temporary (TMPDIR), to the form that this program writes, checks it and reads every room. The copy\n"
        "itself is left as it is.\n"
        "\n"
        "  snugd backup --rehearse /var/backups/snug/snug-20260101T030000Z.db\n"
        "\n"
        "To go back to a copy: stop the server, put the copy in the place of snug.db in the data folder,\n"
        "remove snug.db-wal and snug.db-shm beside it, start the server. Rooms off the record are in no "
        "copy.\n"
        "A Redis makes its copies itself.\n"
        "Exit codes: 0 copied and verified, or a server starts with it, 64 wrong options, 74 the data cannot "
        "be\n"
        "read, the copy cannot be written, or one of them is damaged (then there is no new copy), 75 "
        "interrupted\n"
        "(SIGINT, SIGTERM; nothing of what was begun is left)."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({u"to"_s, u"Folder of the copies; made where it is not there."_s, u"folder"_s});
    parser.addOption({u"keep"_s, u"Copies that stay there, the newest; 0: all. [0]"_s, u"count"_s, u"0"_s});
    parser.addOption({u"rehearse"_s, u"Try this copy out, as if going back to it."_s, u"file"_s});
    parser.addOption({u"data"_s, u"The server's folder, as its --data."_s, u"folder"_s});
    parser.addOption({u"store"_s, u"The server's store, as its --store."_s, u"store"_s});
    parser.addOption({u"config"_s, u"The server's configuration, as its --config."_s, u"file"_s});
    parser.addOption({u"defaults"_s, u"What it reads before that, as its --defaults."_s, u"file"_s});
}

// The options that the server has as well.
QStringList ofTheServer(const QCommandLineParser& parser)
{
    QStringList options;
    for (const QString& name : {u"config"_s, u"defaults"_s, u"data"_s, u"store"_s}) {
        if (parser.isSet(name)) {
            options += {u"--"_s + name, parser.value(name)};
        }
    }
    return options;
}

// A sentence; empty: nothing.
QString whatIsWrong(const QCommandLineParser& parser)
{
    bool isNumber = false;
    if (const int keep = parser.value(u"keep"_s).toInt(&isNumber); !isNumber || keep < 0) {
        return u"--keep is a number."_s;
    }
    if (!parser.positionalArguments().isEmpty()) {
        return u"\"%1\" is not an option."_s.arg(parser.positionalArguments().constFirst());
    }
    if (parser.isSet(u"rehearse"_s)) {
        return parser.optionNames().size() == 1 ? QString() : u"--rehearse goes with no other option."_s;
    }
    return parser.value(u"to"_s).isEmpty() ? u"--to is missing."_s : QString();
}

QString textOf(const host::BackupFigures& figures)
{
    return u"%1 rooms, %2 messages, %3"_s.arg(figures.rooms)
        .arg(figures.entries)
        .arg(QLocale::c().formattedDataSize(figures.size.count));
}

int backUp(const host::ServerConfig& config, const QString& folder, int keep)
{
    base::Result<host::Backup, QString> made = QString();
    BackupWatch watch;
    const bool through = watch.run([&](const host::BackupTold& told) {
        made = host::backUp(config, folder, keep, base::Now::read().wall, told);
    });
    if (!through) {
        return complain(interruptedSentence(), kInterrupted);
    }
    if (!made) {
        return complain(made.error(), kDataError);
    }
    QTextStream out(stdout);
    out << "copied and verified: " << made->file << '\n' << textOf(made->figures) << '\n';
    for (const QString& file : made->removed) {
        out << "removed: " << file << '\n';
    }
    return 0;
}

int rehearse(const QString& copy)
{
    base::Result<host::BackupFigures, QString> figures = QString();
    BackupWatch watch;
    if (!watch.run([&](const host::BackupTold& told) { figures = host::rehearse(copy, told); })) {
        return complain(interruptedSentence(), kInterrupted);
    }
    if (!figures) {
        return complain(figures.error(), kDataError);
    }
    QTextStream(stdout) << "a server starts with it: " << copy << '\n' << textOf(*figures) << '\n';
    return 0;
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
    if (const QString wrong = whatIsWrong(parser); !wrong.isEmpty()) {
        return complainOfUse(kCommand, wrong);
    }
    base::installLogging(base::LogLevel::Warning);
    if (parser.isSet(u"rehearse"_s)) {
        return rehearse(parser.value(u"rehearse"_s));
    }
    const ServerOptions server = readServerOptions(ofTheServer(parser));
    if (!server.error.isEmpty()) {
        return complainOfUse(kCommand, server.error);
    }
    return backUp(server.config, parser.value(u"to"_s), parser.value(u"keep"_s).toInt());
}

}  // namespace snug
