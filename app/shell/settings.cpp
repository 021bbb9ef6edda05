// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings.h"

#include <QStandardPaths>

namespace snug::shell {

namespace {

using namespace Qt::StringLiterals;

// A key of its own for each server: a colon or slash in a key means something to QSettings.
QString roomKey(const QString& address)
{
    return u"lastRoom/"_s + QString::fromLatin1(address.toUtf8().toHex());
}

}  // namespace

Folders Folders::of(const QString& profile)
{
    if (!profile.isEmpty()) {
        return {profile + u"/snug.ini"_s, profile + u"/state"_s, profile + u"/server"_s};
    }
    const auto place = [](QStandardPaths::StandardLocation where) {
        return QStandardPaths::writableLocation(where);
    };
    return {place(QStandardPaths::GenericConfigLocation) + u"/snug/snug.ini"_s,
            place(QStandardPaths::GenericDataLocation) + u"/snug/state"_s, QString()};
}

Settings::Settings(const QString& file)
    : store_(file, QSettings::IniFormat)
{
}

ui::Preferences Settings::preferences() const
{
    ui::Preferences preferences;
    preferences.nick = store_.value("nick"_L1).toString();
    const QString theme = store_.value("theme"_L1).toString();
    preferences.theme = theme == u"light"  ? ui::ThemeMode::Light
                        : theme == u"dark" ? ui::ThemeMode::Dark
                                           : ui::ThemeMode::System;
    preferences.fontScale = qBound(0.8, store_.value("fontScale"_L1, 1.0).toDouble(), 2.0);
    preferences.enterSends = store_.value("enterSends"_L1, true).toBool();
    return preferences;
}

void Settings::setPreferences(const ui::Preferences& preferences)
{
    store_.setValue("nick"_L1, preferences.nick);
    store_.setValue("theme"_L1, preferences.theme == ui::ThemeMode::Light  ? u"light"_s
                                : preferences.theme == ui::ThemeMode::Dark ? u"dark"_s
                                                                           : u"system"_s);
    store_.setValue("fontScale"_L1, preferences.fontScale);
    store_.setValue("enterSends"_L1, preferences.enterSends);
}

QVector<models::RecentServer> Settings::recentServers() const
{
    QVector<models::RecentServer> servers;
    const int count = qMin(store_.beginReadArray("servers"_L1), models::RecentServersModel::kMost);
    for (int at = 0; at < count; ++at) {
        store_.setArrayIndex(at);
        servers.append({store_.value("name"_L1).toString(), store_.value("address"_L1).toString(),
                        store_.value("lastUsed"_L1).toDateTime()});
    }
    store_.endArray();
    return servers;
}

void Settings::setRecentServers(const QVector<models::RecentServer>& servers)
{
    store_.remove("servers"_L1);
    store_.beginWriteArray("servers"_L1, static_cast<int>(servers.size()));
    for (int at = 0; at < servers.size(); ++at) {
        store_.setArrayIndex(at);
        store_.setValue("name"_L1, servers.at(at).name);
        store_.setValue("address"_L1, servers.at(at).address);
        store_.setValue("lastUsed"_L1, servers.at(at).lastUsed);
    }
    store_.endArray();
}

QString Settings::lastRoom(const QString& address) const
{
    return store_.value(roomKey(address)).toString();
}

void Settings::setLastRoom(const QString& address, const QString& room)
{
    store_.setValue(roomKey(address), room);
}

QByteArray Settings::windowGeometry() const
{
    return store_.value("window/geometry"_L1).toByteArray();
}

QByteArray Settings::chatLayout() const
{
    return store_.value("window/layout"_L1).toByteArray();
}

bool Settings::peopleShown() const
{
    return store_.value("window/people"_L1, true).toBool();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& chatLayout, bool peopleShown)
{
    store_.setValue("window/geometry"_L1, geometry);
    store_.setValue("window/layout"_L1, chatLayout);
    store_.setValue("window/people"_L1, peopleShown);
}

}  // namespace snug::shell
