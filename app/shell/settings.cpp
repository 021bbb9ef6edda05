// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings.h"

#include <QStandardPaths>

#include "platform/autostart.h"
#include "shell/application_id.h"

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
    // Of this session and this machine, where there is such a folder; else beside the state.
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!profile.isEmpty()) {
        const QString state = profile + u"/state"_s;
        return {
            profile + u"/snug.ini"_s, state, profile + u"/server"_s, runtime.isEmpty() ? state : runtime, {}};
    }
    const auto place = [](QStandardPaths::StandardLocation where) {
        return QStandardPaths::writableLocation(where);
    };
    const QString state = place(QStandardPaths::GenericDataLocation) + u"/snug/state"_s;
    return {place(QStandardPaths::GenericConfigLocation) + u"/snug/snug.ini"_s, state, QString(),
            runtime.isEmpty() ? state : runtime, platform::Autostart::fileFor(applicationId())};
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
    preferences.showInTray = store_.value("showInTray"_L1, true).toBool();
    preferences.keepInTray = store_.value("keepInTray"_L1, false).toBool();
    preferences.tellNewer = store_.value("tellNewer"_L1, false).toBool();
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
    store_.setValue("showInTray"_L1, preferences.showInTray);
    store_.setValue("keepInTray"_L1, preferences.keepInTray);
    store_.setValue("tellNewer"_L1, preferences.tellNewer);
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

QString Settings::lastVersion() const
{
    return store_.value("news/lastVersion"_L1).toString();
}

void Settings::setLastVersion(const QString& version)
{
    store_.setValue("news/lastVersion"_L1, version);
}

QString Settings::toldVersion() const
{
    return store_.value("news/toldVersion"_L1).toString();
}

void Settings::setToldVersion(const QString& version)
{
    store_.setValue("news/toldVersion"_L1, version);
}

bool Settings::knowsTray() const
{
    return store_.value("window/knowsTray"_L1, false).toBool();
}

void Settings::setKnowsTray()
{
    store_.setValue("window/knowsTray"_L1, true);
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
