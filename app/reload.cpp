// SPDX-License-Identifier: GPL-3.0-or-later
#include "reload.h"

#include "base/log.h"
#include "host/settings_table.h"
#include "server_options.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;

}  // namespace

host::ServerConfig reload(host::ServerHost& server, const host::ServerConfig& running,
                          const QStringList& arguments)
{
    const ServerOptions options = readServerOptions(arguments);
    if (!options.error.isEmpty()) {
        qCWarning(base::logHost).noquote() << "the configuration stays as it was:" << options.error;
    }
    const host::ServerConfig wanted = options.error.isEmpty() ? options.config : running;
    host::ServerConfig next = running;
    next.logLevel = wanted.logLevel;
    next.logFormat = wanted.logFormat;
    if (running.wantsTls() == wanted.wantsTls()) {
        next.tlsCertificate = wanted.tlsCertificate;
        next.tlsKey = wanted.tlsKey;
    }
    base::installLogging(next.logLevel, next.logFormat);
    if (const QStringList waiting = host::differentSettings(next, wanted); !waiting.isEmpty()) {
        qCWarning(base::logHost).noquote() << "only a new start takes over:" << waiting.join(u", "_s);
    }
    server.reload(next);
    return next;
}

}  // namespace snug
