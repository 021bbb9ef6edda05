// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>

namespace snug::websocket::test {

// The tests' own certificate and key, for a server on this machine.
QSslConfiguration serverTls();
// Their files, and those of another pair, with RSA.
QString certificateFile();
QString keyFile();
QString rsaCertificateFile();
QString rsaKeyFile();
// From here on every new TLS client of this process trusts that certificate, and no other.
void trustTestCertificate();
// As well, the one of this file.
void trust(const QString& certificateFile);

}  // namespace snug::websocket::test
