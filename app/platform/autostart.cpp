// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace snug::platform {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLongestFile = 64 * 1024;

// A program as a word of the key Exec: in quotes with a backslash before what a shell would take for its own,
// every backslash twice because the value is a string, and a per cent sign twice because it begins a field.
QString execWord(const QString& program)
{
    QString word;
    for (const QChar c : program) {
        if (c == u'\\') {
            word += u"\\\\\\\\"_s;
        } else if (c == u'"' || c == u'`' || c == u'$') {
            word += u"\\\\"_s + c;
        } else if (c == u'%') {
            word += u"%%"_s;
        } else {
            word += c;
        }
    }
    return u'"' + word + u'"';
}

QByteArray entry(const QString& program)
{
    return u"[Desktop Entry]\n"
           "Type=Application\n"
           "Name=Snug\n"
           "Comment=Chat on your own network\n"
           "Exec=%1 --hidden\n"
           "Icon=chat.snug.Snug\n"
           "Terminal=false\n"
           "X-GNOME-Autostart-enabled=true\n"_s.arg(execWord(program))
               .toUtf8();
}

}  // namespace

QString Autostart::program()
{
    const QString launcher = qEnvironmentVariable("SNUG_LAUNCHER");
    return QFileInfo(launcher).isAbsolute() ? launcher : QCoreApplication::applicationFilePath();
}

bool Autostart::isOn() const
{
    QFile file(file_);
    if (file_.isEmpty() || !file.open(QFile::ReadOnly)) {
        return false;
    }
    // Desktops switch such a file off by a key as well as by deleting it.
    const QList<QByteArray> lines = file.read(kLongestFile).split('\n');
    return !lines.contains("Hidden=true") && !lines.contains("X-GNOME-Autostart-enabled=false");
}

std::optional<QString> Autostart::set(bool on)
{
    if (!on) {
        QFile file(file_);
        if (file.exists() && !file.remove()) {
            return u"%1 cannot be deleted: %2"_s.arg(file_, file.errorString());
        }
        return std::nullopt;
    }
    QDir().mkpath(QFileInfo(file_).absolutePath());
    QSaveFile file(file_);
    if (!file.open(QFile::WriteOnly) || file.write(entry(program())) < 0 || !file.commit()) {
        return u"%1 cannot be written: %2"_s.arg(file_, file.errorString());
    }
    return std::nullopt;
}

}  // namespace snug::platform
