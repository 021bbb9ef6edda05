// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace snug::base {

QByteArray secureRandomText(int bytes)
{
    QByteArray raw(bytes, Qt::Uninitialized);
    QRandomGenerator::system()->generate(raw.begin(), raw.end());
    return raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray hashOfSecret(const QByteArray& secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex();
}

}  // namespace snug::base
