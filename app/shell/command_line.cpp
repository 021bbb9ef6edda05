// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/command_line.h"

#include <QCommandLineParser>

#include "platform/activation.h"

namespace snug::shell {

using namespace Qt::StringLiterals;

CommandLine readCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Snug: chat on your own network. Without a link or an address it opens the start page. Where Snug "
        u"runs "
        "already, it comes to the front and does what is asked for."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({{u"v"_s, u"version"_s}, u"Show the version."_s});
    parser.addOption({u"host"_s, u"Host a room at once."_s});
    parser.addOption({u"nick"_s, u"Be called this."_s, u"name"_s});
    parser.addOption(
        {u"profile"_s, u"Keep settings and data in this folder, apart from all others."_s, u"folder"_s});
    parser.addOption({u"hidden"_s, u"Start in the tray, without a window."_s});
    parser.addPositionalArgument(
        u"link"_s, u"Join this server: an invite link such as snug://host/room, or host:port."_s,
        u"[link]"_s);
    CommandLine line;
    if (!parser.parse(QStringList{u"snug"_s} + arguments)) {
        line.error = parser.errorText();
        return line;
    }
    if (parser.isSet(u"help"_s)) {
        line.text = parser.helpText();
    } else if (parser.isSet(u"version"_s)) {
        line.text = u"snug " SNUG_VERSION "\n"_s;
    }
    if (parser.positionalArguments().size() > 1) {
        line.error = u"One address is enough."_s;
    }
    line.address = parser.positionalArguments().value(0);
    line.nick = parser.value(u"nick"_s);
    line.profile = parser.value(u"profile"_s);
    line.host = parser.isSet(u"host"_s);
    line.hidden = parser.isSet(u"hidden"_s);
    return line;
}

platform::HandOver handOver(const CommandLine& line)
{
    return {line.address, line.nick, line.host, line.hidden, platform::activationToken()};
}

}  // namespace snug::shell
