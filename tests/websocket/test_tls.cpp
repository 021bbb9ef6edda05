// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/test_tls.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace snug::websocket::test {

namespace {

QByteArray readFile(const char* name)
{
    QFile file(QStringLiteral(SNUG_TEST_TLS_FOLDER "/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

QSslConfiguration serverTls()
{
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(readFile("localhost.crt")));
    tls.setPrivateKey(QSslKey(readFile("localhost.key"), QSsl::Ec));
    return tls;
}

void trustTestCertificate()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({QSslCertificate(readFile("localhost.crt"))});
    QSslConfiguration::setDefaultConfiguration(tls);
}

}  // namespace snug::websocket::test
