// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/settings_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include "host/server_runtime.h"
#include "host/settings_table.h"

namespace snug::host {

namespace {

using namespace Qt::StringLiterals;

// What a line says of a setting, "# name = value" too; empty: nothing.
QString nameIn(const QString& line, bool* isComment)
{
    QString rest = line.trimmed();
    *isComment = rest.startsWith(u'#');
    if (*isComment) {
        rest = rest.mid(1).trimmed();
    }
    return rest.section(u'=', 0, 0).trimmed();
}

}  // namespace

QString settingsFileOf(const ServerConfig& config)
{
    if (!config.settingsFile.isEmpty()) {
        return config.settingsFile;
    }
    const QString folder = config.dataFolder.isEmpty() ? defaultDataFolder() : config.dataFolder;
    return folder + u"/snugd.conf"_s;
}

base::Result<base::Done, QString> readSettingsFile(ServerConfig& config, const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return u"%1: %2"_s.arg(path, file.errorString());
    }
    const auto applied = applyConfiguration(config, QString::fromUtf8(file.read(kSettingsFileBytes)));
    if (!applied) {
        return u"%1: %2"_s.arg(path, applied.error());
    }
    return base::Done{};
}

QString withSetting(const QString& text, const QString& name, const QString& value)
{
    QStringList lines = text.split(u'\n');
    qsizetype comment = -1;
    qsizetype last = -1;
    for (qsizetype at = 0; at < lines.size(); ++at) {
        bool isComment = false;
        if (nameIn(lines.at(at), &isComment) == name) {
            (isComment ? comment : last) = at;
        }
    }
    // The last one counts where there are several; a commented one is where people look for it.
    const QString line = u"%1 = %2"_s.arg(name, value);
    if (last >= 0) {
        lines[last] = line;
    } else if (comment >= 0) {
        lines[comment] = line;
    } else {
        if (lines.constLast().isEmpty()) {
            lines.removeLast();
        }
        lines << line << QString();
    }
    return lines.join(u'\n');
}

bool canWriteSettings(const QString& path)
{
    const QFileInfo file(path);
    // It is written anew beside the old one, so the folder counts too.
    return QFileInfo(file.path()).isWritable() && (!file.exists() || file.isWritable());
}

base::Result<base::Done, QString> writeSetting(const QString& path, const QString& name, const QString& value)
{
    QFile before(path);
    QString text;
    if (before.open(QIODevice::ReadOnly)) {
        if (before.size() > kSettingsFileBytes) {
            return u"%1 is too large."_s.arg(path);
        }
        text = QString::fromUtf8(before.readAll());
    } else if (before.exists()) {
        return u"%1: %2"_s.arg(path, before.errorString());
    } else {
        QDir().mkpath(QFileInfo(path).path());
        text = u"# Settings of a Snug server; \"snugd --print-config\" tells all of them.\n"_s;
    }
    QSaveFile after(path);
    if (!after.open(QIODevice::WriteOnly) || after.write(withSetting(text, name, value).toUtf8()) < 0 ||
        !after.commit()) {
        return u"%1: %2"_s.arg(path, after.errorString());
    }
    return base::Done{};
}

}  // namespace snug::host
