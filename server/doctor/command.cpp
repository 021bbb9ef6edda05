// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/command.h"

#include <QProcess>
#include <QStandardPaths>

namespace snug::doctor {

namespace {

using namespace Qt::StringLiterals;

constexpr int kTimeOutMs = 3'000;
constexpr qint64 kMostBytes = 1024 * 1024;

}  // namespace

CommandOutput runCommand(const QString& program, const QStringList& arguments)
{
    CommandOutput output;
    QString path = QStandardPaths::findExecutable(program);
    if (path.isEmpty()) {
        path = QStandardPaths::findExecutable(program, {u"/usr/sbin"_s, u"/sbin"_s});
    }
    if (path.isEmpty()) {
        return output;
    }
    output.found = true;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s);
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(path, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(kTimeOutMs)) {
        process.kill();
        process.waitForFinished(kTimeOutMs);
        return output;
    }
    output.good = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    output.out = process.read(kMostBytes);
    return output;
}

}  // namespace snug::doctor
