// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin_command.h"

#include <QCommandLineParser>
#include <QTextStream>

#include "complaint.h"
#include "host/claim_code.h"
#include "host/server_runtime.h"
#include "server_options.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kCommand("snugd admin");

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"snugd admin claim: makes a new code for a server's owner and prints it. Whoever enters it in Snug, "
        u"connected\n"
        "to the server (Claim this server), may administer it from then on. A code is good once, and the "
        "one of before\n"
        "no longer. The server may run meanwhile; run this as its user.\n"
        "Exit codes: 0 here it is, 64 wrong options, 74 it cannot be kept in the data folder."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({u"data"_s, u"The server's folder, as its --data."_s, u"folder"_s});
    parser.addOption({u"config"_s, u"The server's configuration, as its --config."_s, u"file"_s});
    parser.addOption({u"defaults"_s, u"What it reads before that, as its --defaults."_s, u"file"_s});
    parser.addPositionalArgument(u"claim"_s, u"What to do."_s);
}

}  // namespace

int runAdmin(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{QString(kCommand)} + arguments)) {
        return complainOfUse(kCommand, parser.errorText());
    }
    if (parser.isSet(u"help"_s)) {
        QTextStream(stdout) << parser.helpText();
        return 0;
    }
    if (parser.positionalArguments() != QStringList{u"claim"_s}) {
        return complainOfUse(kCommand, u"What to do is missing: claim."_s);
    }
    QStringList ofTheServer;
    for (const QString& name : {u"config"_s, u"defaults"_s, u"data"_s}) {
        if (parser.isSet(name)) {
            ofTheServer += {u"--"_s + name, parser.value(name)};
        }
    }
    const ServerOptions options = readServerOptions(ofTheServer);
    if (!options.error.isEmpty()) {
        return complain(options.error, kConfigError);
    }
    const QString& folder = options.config.dataFolder;
    const auto code = host::ClaimCode(folder.isEmpty() ? host::defaultDataFolder() : folder)
                          .make(host::ClaimCode::Kind::Asked);
    if (!code) {
        return complain(code.error().sentence, kDataError);
    }
    QTextStream(stdout) << *code << Qt::endl;
    return 0;
}

}  // namespace snug
