// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/golden_file.h"

#include <QFile>

namespace snug::test {

namespace {

QString pathOf(const QString& name)
{
    return QStringLiteral(SNUG_GOLDEN_FOLDER "/") + name;
}

}  // namespace

QByteArrayList readGolden(const QString& name)
{
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

QString compareGolden(const QString& name, const QByteArrayList& lines)
{
    if (qEnvironmentVariableIntValue("SNUG_UPDATE_GOLDEN") == 1) {
        QFile file(pathOf(name));
        if (!file.open(QIODevice::WriteOnly)) {
            return QStringLiteral("cannot write %1").arg(name);
        }
        file.write(lines.join('\n') + '\n');
        return QStringLiteral("%1 was written anew: read the diff, then run again").arg(name);
    }
    const QByteArrayList golden = readGolden(name);
    for (qsizetype at = 0; at < qMax(golden.size(), lines.size()); ++at) {
        const QByteArray wanted = golden.value(at);
        const QByteArray got = lines.value(at);
        if (wanted != got) {
            return QStringLiteral("%1, line %2:\n  golden: %3\n  now:    %4")
                .arg(name, QString::number(at + 1), QString::fromUtf8(wanted), QString::fromUtf8(got));
        }
    }
    return {};
}

}  // namespace snug::test
