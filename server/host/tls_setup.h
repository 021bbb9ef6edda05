// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>

#include "base/result.h"

namespace snug::host {

// Reads a certificate (PEM, the server's first, then those between it and its authority) and its private key
// (PEM, RSA or EC, without a password), and makes of them what the network speaks TLS 1.2 and later with.
// Error: a sentence that names the file. Blocks on the disk.
base::Result<QSslConfiguration, QString> readTlsSetup(const QString& certificateFile, const QString& keyFile);

}  // namespace snug::host
