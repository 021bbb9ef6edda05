// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrate_command.h"

#include <QCommandLineParser>
#include <QTextStream>

#include "base/log.h"
#include "complaint.h"
#include "host/migration.h"
#include "progress_line.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;
using Kind = host::MigrationError::Kind;

constexpr QLatin1StringView kCommand("snugd migrate");

int exitCode(Kind kind)
{
    switch (kind) {
        case Kind::SameStore:
            return kUsage;
        case Kind::Unavailable:
            return kUnavailable;
        case Kind::Refused:
        case Kind::Damaged:
        case Kind::Differs:
            return kDataError;
    }
    Q_UNREACHABLE();
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Copies all rooms and sessions of one store to another, then reads both and compares them.\n"
        "\n"
        "  snugd migrate --from sqlite:/var/lib/snugd/snug.db --to redis://host\n"
        "\n"
        "The source is only read: people may go on using it. What they write meanwhile is brought by\n"
        "running the same again, which also goes on after an interruption. To move for good: run it, stop\n"
        "the servers of the source, run it again, start servers on the target. Rooms off the record are\n"
        "not moved. Stores are written as after --store.\n"
        "Exit codes: 0 copied and the same on both sides, 64 wrong options, 69 a store cannot be opened,\n"
        "read or written, 74 the target has other rooms of the same names (then nothing was changed), the\n"
        "data is damaged, or the two sides are not the same."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({u"from"_s, u"What is read: sqlite:FILE or redis://HOST."_s, u"store"_s});
    parser.addOption({u"to"_s, u"What is written; a file that is not there is made."_s, u"store"_s});
}

ProgressLine::Progress shown(const host::MigrationProgress& progress)
{
    const bool copies = progress.step == host::MigrationProgress::Step::Copying;
    return {copies ? u"copying"_s : u"verifying"_s, progress.done, progress.total,
            ProgressLine::Unit::Messages};
}

int migrate(const host::StoreChoice& from, const host::StoreChoice& to)
{
    QTextStream(stdout) << "copying from " << host::nameOf(from) << " to " << host::nameOf(to) << Qt::endl;
    const auto figures = [&] {
        ProgressLine line;
        return host::migrate(
            from, to, [&line](const host::MigrationProgress& progress) { line.show(shown(progress)); });
    }();
    if (!figures) {
        return complain(figures.error().message, exitCode(figures.error().kind));
    }
    QTextStream out(stdout);
    out << u"copied: %1 messages, %2 sessions; the rest was there\n"_s.arg(figures->messagesCopied)
               .arg(figures->sessionsCopied);
    if (figures->roomsOffTheRecord > 0) {
        out << u"not moved: %1 rooms off the record\n"_s.arg(figures->roomsOffTheRecord);
    } else {
        out << "rooms off the record are not moved\n";
    }
    out << u"verified: %1 rooms, %2 messages, %3 sessions on both sides\n"_s.arg(figures->rooms)
               .arg(figures->messages)
               .arg(figures->sessions);
    out << "what was written to the source meanwhile is brought by running this again" << Qt::endl;
    return 0;
}

}  // namespace

int runMigrate(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{QString(kCommand)} + arguments)) {
        return complainOfUse(kCommand, parser.errorText());
    }
    if (parser.isSet(u"help"_s)) {
        QTextStream(stdout) << parser.helpText().replace(u" [options]"_s, u" migrate [options]"_s);
        return 0;
    }
    if (!parser.positionalArguments().isEmpty()) {
        return complainOfUse(kCommand,
                             u"\"%1\" is not an option."_s.arg(parser.positionalArguments().constFirst()));
    }
    std::vector<host::StoreChoice> choices;
    for (const QString& name : {u"from"_s, u"to"_s}) {
        if (!parser.isSet(name)) {
            return complainOfUse(kCommand, u"--%1 is missing."_s.arg(name));
        }
        const auto choice = host::parseStoreChoice(parser.value(name));
        if (!choice) {
            return complainOfUse(kCommand, u"--%1: %2"_s.arg(name, choice.error()));
        }
        choices.push_back(*choice);
    }
    base::installLogging(base::LogLevel::Warning);
    return migrate(choices[0], choices[1]);
}

}  // namespace snug
