// SPDX-License-Identifier: GPL-3.0-or-later
#include "server_options.h"

#include <QCommandLineParser>
#include <QFile>

#include "host/settings_file.h"
#include "host/settings_table.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"A Snug chat server without a window.\n"
        "Prints one line on standard output when it is ready: \"snugd ready: ws://HOST:PORT "
        "http://HOST:PORT\", with wss:// where TLS is spoken.\n"
        "Listens on the sockets that a service manager hands over (LISTEN_FDS), where it does, instead of "
        "on\n"
        "--listen and --port, and on one named http instead of on --http-listen and --http-port.\n"
        "Exit codes: 0 stopped as asked, 64 wrong options, 69 a port is not to be had, 74 the data cannot be "
        "used,\n"
        "78 the configuration file, or the certificate or its key, is wrong.\n"
        "\"snugd migrate --help\" tells how to move rooms to another store, \"snugd backup --help\" how to\n"
        "copy them, \"snugd doctor --help\" how to find out why people cannot connect, \"snugd admin "
        "--help\"\n"
        "how to become its owner."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({{u"v"_s, u"version"_s}, u"Show the version."_s});
    parser.addOption(
        {u"config"_s,
         u"Read settings from a file; --print-config shows its form. [snugd.conf in the data folder]"_s,
         u"file"_s});
    parser.addOption({u"defaults"_s,
                      u"Read settings from this file first, where it is there; the other one wins, and is "
                      "the one that is changed from the program."_s,
                      u"file"_s});
    parser.addOption(
        {u"print-config"_s, u"Print a commented configuration file with the settings as given."_s});
    for (const host::Setting& setting : host::settingsTable()) {
        const QString standard = setting.read(host::ServerConfig{});
        parser.addOption({QString::fromLatin1(setting.name),
                          QString::fromLatin1(setting.description) +
                              (standard.isEmpty() ? QString() : u" ["_s + standard + u']'),
                          QString::fromLatin1(setting.value)});
    }
}

bool readFile(const QString& path, ServerOptions& options)
{
    if (const auto read = host::readSettingsFile(options.config, path); !read) {
        options.error = read.error();
        options.configFileIsWrong = true;
    }
    return options.error.isEmpty();
}

// What the machine's administrator wrote; over it the file that is named, or the one in the folder for data
// where somebody has changed a setting there.
bool readAnyFile(const QCommandLineParser& parser, ServerOptions& options)
{
    const QString defaults = parser.value(u"defaults"_s);
    if (!defaults.isEmpty() && QFile::exists(defaults) && !readFile(defaults, options)) {
        return false;
    }
    if (parser.isSet(u"config"_s)) {
        options.config.settingsFile = parser.value(u"config"_s);
        return readFile(options.config.settingsFile, options);
    }
    host::ServerConfig place;
    place.dataFolder = parser.value(u"data"_s);
    const QString kept = host::settingsFileOf(place);
    return !QFile::exists(kept) || readFile(kept, options);
}

}  // namespace

ServerOptions readServerOptions(const QStringList& arguments)
{
    ServerOptions options;
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"snugd"_s} + arguments)) {
        options.error = parser.errorText();
        return options;
    }
    if (!parser.positionalArguments().isEmpty()) {
        options.error = u"\"%1\" is not an option."_s.arg(parser.positionalArguments().constFirst());
        return options;
    }
    if (parser.isSet(u"help"_s)) {
        options.text = parser.helpText();
        return options;
    }
    if (parser.isSet(u"version"_s)) {
        options.text = u"snugd " SNUG_VERSION "\n"_s;
        return options;
    }
    if (!readAnyFile(parser, options)) {
        return options;
    }
    for (const host::Setting& setting : host::settingsTable()) {
        const QString name = QString::fromLatin1(setting.name);
        if (parser.isSet(name)) {
            const auto applied = host::applySetting(options.config, name, parser.value(name));
            if (!applied) {
                options.error = applied.error();
                return options;
            }
        }
    }
    if (parser.isSet(u"print-config"_s)) {
        options.text = host::commentedConfiguration(options.config, host::ServerConfig{});
    }
    return options;
}

}  // namespace snug
