// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/test_tls.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace snug::websocket::test {

namespace {

QString fileNamed(const char* name)
{
    return QStringLiteral(SNUG_TEST_TLS_FOLDER "/") + QLatin1StringView(name);
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

QString certificateFile()
{
    return fileNamed("localhost.crt");
}

QString keyFile()
{
    return fileNamed("localhost.key");
}

QString rsaCertificateFile()
{
    return fileNamed("rsa.crt");
}

QString rsaKeyFile()
{
    return fileNamed("rsa.key");
}

QSslConfiguration serverTls()
{
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(readFile(certificateFile())));
    tls.setPrivateKey(QSslKey(readFile(keyFile()), QSsl::Ec));
    tls.setCaCertificates({});
    return tls;
}

void trustTestCertificate()
{
    trust(certificateFile());
}

void trust(const QString& certificateFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({QSslCertificate(readFile(certificateFile))});
    QSslConfiguration::setDefaultConfiguration(tls);
}

}  // namespace snug::websocket::test
