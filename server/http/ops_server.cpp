// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ops_server.h"

#include <QHttpServer>
#include <QHttpServerResponder>
#include <QTcpSocket>

#include "base/log.h"
#include "observe/ops_thread.h"

namespace snug::http {

// Everything that lives on the ops thread.
class OpsServer::Worker {
public:
    explicit Worker(const OpsSources& sources)
        : sources_(sources)
    {
        // No routes: QHttpServer would answer HEAD with a body and unknown methods as if they were GET. What
        // is not routed comes here.
        http_.setMissingHandler([this](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
            answer(request, responder);
        });
    }

    struct Place {
        QHostAddress address;
        quint16 port = 0;
    };

    base::Result<Place, QString> listen(const Place& wanted, std::optional<qintptr> listening,
                                        const BoundedListener::Bounds& bounds)
    {
        auto listener = std::make_unique<BoundedListener>(bounds);
        if (listening && !listener->setSocketDescriptor(*listening)) {
            return QStringLiteral("cannot listen on the socket for http that was handed over: %1")
                .arg(listener->errorString());
        }
        if (!listening && !listener->listen(wanted.address, wanted.port)) {
            return QStringLiteral("cannot listen on %1 port %2: %3")
                .arg(wanted.address.toString(), QString::number(wanted.port), listener->errorString());
        }
        const Place got{listener->serverAddress(), listener->serverPort()};
        http_.bind(listener.release());  // becomes its parent
        return got;
    }

private:
    void answer(const QHttpServerRequest& request, QHttpServerResponder& responder) const
    {
        if (responder.socket()->state() != QAbstractSocket::ConnectedState) {
            return;  // a further request of a connection that was answered
        }
        const OpsAnswer answer = answerOps(request.method(), request.url().path(), sources_);
        responder.writeStatusLine(static_cast<QHttpServerResponder::StatusCode>(answer.status));
        responder.writeHeader("Content-Type", answer.contentType);
        responder.writeHeader("Content-Length", QByteArray::number(answer.body.size()));
        responder.writeHeader("Cache-Control", "no-store");
        responder.writeHeader("X-Content-Type-Options", "nosniff");
        responder.writeHeader("Connection", "close");
        if (answer.status == 405) {
            responder.writeHeader("Allow", "GET, HEAD");
        }
        const bool head = request.method() == QHttpServerRequest::Method::Head;
        responder.writeBody(head ? QByteArray() : answer.body);
        responder.socket()->disconnectFromHost();  // after all is written
    }

    const OpsSources& sources_;
    QHttpServer http_;
};

OpsServer::OpsServer(observe::OpsThread& thread, const OpsSources& sources,
                     const BoundedListener::Bounds& bounds)
    : thread_(thread)
    , sources_(sources)
    , bounds_(bounds)
{
}

OpsServer::~OpsServer()
{
    stop();
}

base::Result<quint16, QString> OpsServer::start(const QHostAddress& address, quint16 port,
                                                std::optional<qintptr> listening)
{
    guard_.check();
    Q_ASSERT(!worker_);
    base::Result<Worker::Place, QString> result = QString();
    thread_.run([&] {
        worker_ = std::make_unique<Worker>(sources_);
        result = worker_->listen({address, port}, listening, bounds_);
        if (!result) {
            worker_.reset();
        }
    });
    if (!result) {
        return result.error();
    }
    address_ = result->address;
    qCInfo(base::logHttp).noquote() << "health and metrics on" << address_.toString() << "port"
                                    << result->port;
    return result->port;
}

void OpsServer::stop()
{
    guard_.check();
    if (worker_) {
        thread_.run([this] { worker_.reset(); });
    }
}

}  // namespace snug::http
