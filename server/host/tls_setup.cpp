// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/tls_setup.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include "base/bytes.h"

namespace snug::host {

namespace {

constexpr base::Bytes kLongestFile{1024 * 1024};
constexpr qsizetype kCompared = 64;

base::Result<QByteArray, QString> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return QStringLiteral("Cannot read %1: %2.").arg(path, file.errorString());
    }
    return file.read(kLongestFile.count);
}

QSslKey keyFrom(const QByteArray& pem)
{
    QSslKey key(pem, QSsl::Ec);
    return key.isNull() ? QSslKey(pem, QSsl::Rsa) : key;
}

// A private key, as DER, has its public part in it: that of RSA the modulus and the exponent, that of EC the
// point. With these a public key, as DER, ends.
bool belongTogether(const QSslCertificate& certificate, const QSslKey& key)
{
    const QByteArray publicPart = certificate.publicKey().toDer().right(kCompared);
    return publicPart.size() == kCompared && key.toDer().contains(publicPart);
}

}  // namespace

base::Result<QSslConfiguration, QString> readTlsSetup(const QString& certificateFile, const QString& keyFile)
{
    if (certificateFile.isEmpty() || keyFile.isEmpty()) {
        return QStringLiteral("For TLS both are needed, tls-certificate and tls-key.");
    }
    if (!QSslSocket::supportsSsl()) {
        return QStringLiteral("This computer has no OpenSSL, which TLS needs.");
    }
    const auto certificatePem = readFile(certificateFile);
    if (!certificatePem) {
        return certificatePem.error();
    }
    const auto keyPem = readFile(keyFile);
    if (!keyPem) {
        return keyPem.error();
    }
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty()) {
        return QStringLiteral("%1 is no certificate (PEM).").arg(certificateFile);
    }
    const QSslKey key = keyFrom(*keyPem);
    if (key.isNull()) {
        return QStringLiteral("%1 is no private key (PEM, RSA or EC, without a password).").arg(keyFile);
    }
    if (!belongTogether(chain.constFirst(), key)) {
        return QStringLiteral("The key in %1 is not that of the certificate in %2.")
            .arg(keyFile, certificateFile);
    }
    QSslConfiguration tls;
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);  // clients need no certificate
    tls.setCaCertificates({});
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    return tls;
}

}  // namespace snug::host
