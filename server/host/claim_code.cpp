// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/claim_code.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include "base/random.h"

namespace snug::host {

namespace {

using namespace Qt::StringLiterals;

// Crockford's: nothing that looks like something else.
constexpr auto kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"_L1;
constexpr int kCharacters = 25;
constexpr int kGroup = 5;

QString newCode()
{
    // A digest of random bytes has what is needed of every one of its bits.
    const QByteArray random = QByteArray::fromHex(base::hashOfSecret(base::secureRandomText(32)));
    QString code;
    for (int at = 0; at < kCharacters; ++at) {
        if (at > 0 && at % kGroup == 0) {
            code += u'-';
        }
        code += QChar(kLetters.at(static_cast<uchar>(random.at(at)) % kLetters.size()));
    }
    return code;
}

QByteArray hashOf(const QString& shown)
{
    QString plain;
    for (QChar letter : shown.toUpper()) {
        if (letter == u'O') {
            letter = u'0';
        } else if (letter == u'I' || letter == u'L') {
            letter = u'1';
        }
        if (kLetters.contains(letter)) {
            plain += letter;
        }
    }
    return base::hashOfSecret(plain.toLatin1());
}

QByteArray lineOf(ClaimCode::Kind kind, const QByteArray& hash)
{
    return (kind == ClaimCode::Kind::Offered ? "offered " : "asked ") + hash + '\n';
}

}  // namespace

ClaimCode::ClaimCode(const QString& dataFolder)
    : path_(dataFolder + u"/claim"_s)
{
}

base::Result<QString, ClaimCode::Failure> ClaimCode::make(Kind kind) const
{
    const QString code = newCode();
    QDir().mkpath(QFileInfo(path_).path());
    QSaveFile file(path_);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(lineOf(kind, hashOf(code))) < 0 || !file.commit()) {
        return Failure{u"%1: %2"_s.arg(path_, file.errorString())};
    }
    return code;
}

bool ClaimCode::use(const QString& shown, bool isOwnerless) const
{
    QFile file(path_);
    constexpr qint64 kMost = 256;
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray kept = file.read(kMost);
    const QByteArray hash = hashOf(shown);
    const bool isIt =
        kept == lineOf(Kind::Asked, hash) || (isOwnerless && kept == lineOf(Kind::Offered, hash));
    // Used up before it counts: a code that cannot be taken away is not taken.
    return isIt && file.remove();
}

}  // namespace snug::host
