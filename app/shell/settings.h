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
    QString settingsFile;   // INI
    QString stateFolder;    // of the client: outbox, drafts, sessions
    QString serverFolder;   // of the server inside; empty: its own default
    QString runtimeFolder;  // where a later start finds the program that runs
    QString autostartFile;  // by which it starts with the session; empty: that is not offered

    // Everything in one folder (--profile), or the platform's places (XDG on Linux) where it is empty. Only
    // the usual profile may start with the session.
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

    // The version of Snug that ran last; empty: this is the first start.
    QString lastVersion() const;
    void setLastVersion(const QString& version);
    // The newest version that the person was told of.
    QString toldVersion() const;
    void setToldVersion(const QString& version);
    // Whether the person knows that the program goes on in the tray.
    bool knowsTray() const;
    void setKnowsTray();

    QByteArray windowGeometry() const;
    QByteArray chatLayout() const;
    bool peopleShown() const;
    void setWindow(const QByteArray& geometry, const QByteArray& chatLayout, bool peopleShown);

private:
    mutable QSettings store_;
};

}  // namespace snug::shell
