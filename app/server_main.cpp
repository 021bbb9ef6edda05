// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QHostAddress>
#include <QTextStream>

#include "admin_command.h"
#include "backup_command.h"
#include "base/log.h"
#include "complaint.h"
#include "doctor_command.h"
#include "host/server_host.h"
#include "migrate_command.h"
#include "reload.h"
#include "server_options.h"
#include "service_watch.h"
#include "socket_activation.h"
#include "stop_signals.h"

// snugd: a server without a window. See --help for options and exit codes (those of sysexits.h).

namespace {

using namespace snug;

// What is no server, by its first word.
struct Command {
    const char* word;
    int (*run)(const QStringList& arguments);
};
constexpr Command kCommands[] = {
    {"migrate", runMigrate}, {"doctor", runDoctor}, {"backup", runBackup}, {"admin", runAdmin}};

QString hostAndPort(const QHostAddress& host, quint16 port)
{
    if (host == QHostAddress(QHostAddress::Any)) {
        return QStringLiteral("[::]:%1").arg(port);  // both families
    }
    const bool v6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    return (v6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host.toString()).arg(port);
}

QString readyLine(const host::ServerConfig& config, const host::ServerHost& server)
{
    QString line = QStringLiteral("snugd ready: %1://").arg(config.wantsTls() ? u"wss" : u"ws") +
                   hostAndPort(server.address(), server.port());
    if (server.httpPort() != 0) {
        line += QStringLiteral(" http://") + hostAndPort(server.httpAddress(), server.httpPort());
    }
    return line;
}

// Listens where the service manager does so already. Error: a sentence.
base::Result<base::Done, QString> takeOverSockets(host::ServerConfig& config)
{
    const auto sockets = takeHandedSockets();
    if (!sockets) {
        return sockets.error();
    }
    if (sockets->http && !config.http) {
        return QStringLiteral(
            "The service manager hands over a socket for http, which the setting http turns off.");
    }
    config.chatSocket = sockets->chat;
    config.httpSocket = sockets->http;
    return base::Done{};
}

int exitCode(const host::StartError& error)
{
    switch (error.kind) {
        case host::StartError::Kind::Data:
            return kDataError;
        case host::StartError::Kind::Tls:
            return kConfigError;
        default:
            return kUnavailable;
    }
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    for (const Command& command : kCommands) {
        if (arguments.value(0) == QLatin1StringView(command.word)) {
            return command.run(arguments.mid(1));
        }
    }
    const ServerOptions options = readServerOptions(arguments);
    if (!options.error.isEmpty()) {
        complainOfUse(QStringLiteral("snugd"), options.error);
        return options.configFileIsWrong ? kConfigError : kUsage;
    }
    if (!options.text.isEmpty()) {
        QTextStream(stdout) << options.text;
        return 0;
    }
    host::ServerConfig config = options.config;
    if (const auto taken = takeOverSockets(config); !taken) {
        return complain(taken.error(), kUnavailable);
    }
    base::installLogging(config.logLevel, config.logFormat);

    host::ServerHost server;
    QObject::connect(&server, &host::ServerHost::started, &server,
                     [&] { QTextStream(stdout) << readyLine(config, server) << Qt::endl; });
    QObject::connect(&server, &host::ServerHost::failed, &server, [](const host::StartError& error) {
        QCoreApplication::exit(complain(error.message, exitCode(error)));
    });
    QObject::connect(&server, &host::ServerHost::stopped, &server, [] { QCoreApplication::exit(0); });
    QObject::connect(&server, &host::ServerHost::reloaded, &server, [](const QString& error) {
        if (!error.isEmpty()) {
            qCWarning(base::logHost).noquote() << "the certificate stays as it was:" << error;
        }
    });
    QObject::connect(&server, &host::ServerHost::claimOffered, &server, [](const QString& code) {
        QTextStream(stdout) << "snugd has no owner. Whoever enters this code in Snug (Claim this server) "
                               "becomes it: "
                            << code << Qt::endl;
    });
    ServiceWatch watch(server);
    QObject::connect(&server, &host::ServerHost::configured, &server,
                     [&config](const host::ServerConfig& changed) { config = changed; });
    const bool reloads = onReloadSignal(server, [&] {
        watch.reloading();
        config = reload(server, config, arguments);
    });
    if (!reloads || !onStopSignal(server, [&server] { server.stop(); })) {
        return complain(QStringLiteral("cannot watch for signals"), kUnavailable);
    }
    server.start(config);
    return QCoreApplication::exec();
}
