// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QVector>

#include "models/recent_servers_model.h"
#include "ui/preferences.h"

namespace snug::shell {

// Where this person's settings and data are.
struct Folders {
    QString settingsFile;  // INI
    QString stateFolder;   // of the client: outbox, drafts, sessions
    QString serverFolder;  // of the server inside; empty: its own default

    // Everything in one folder (--profile), or the platform's places (XDG on Linux) where it is empty.
    static Folders of(const QString& profile);
};

// What the program remembers of how it is used. GUI thread. Values that make no sense are read as the
// default.
class Settings {
public:
    explicit Settings(const QString& file);

    ui::Preferences preferences() const;
    void setPreferences(const ui::Preferences& preferences);

    QVector<models::RecentServer> recentServers() const;
    void setRecentServers(const QVector<models::RecentServer>& servers);

    // The room last looked at on a server.
    QString lastRoom(const QString& address) const;
    void setLastRoom(const QString& address, const QString& room);

    QByteArray windowGeometry() const;
    QByteArray chatLayout() const;
    bool peopleShown() const;
    void setWindow(const QByteArray& geometry, const QByteArray& chatLayout, bool peopleShown);

private:
    mutable QSettings store_;
};

}  // namespace snug::shell
