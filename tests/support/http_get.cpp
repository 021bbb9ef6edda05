// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_get.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <memory>

#include "support/wait.h"

namespace snug::test {

HttpResponse httpGet(quint16 port, const QString& path)
{
    QNetworkAccessManager network;
    const QUrl url(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(path));
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
    if (!waitUntil([&reply] { return reply->isFinished(); })) {
        return {};
    }
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply->readAll()};
}

}  // namespace snug::test
