// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <memory>

#include "client/server_address.h"
#include "shell/settings.h"
#include "support/wait.h"

namespace snug::test {

// The program itself, as built, with a profile of its own or with another one's. Ends at the latest with
// this.
class SnugProcess {
public:
    SnugProcess()
        : own_(std::make_unique<QTemporaryDir>())
        , profile_(own_->path())
    {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    // A later start with that profile.
    explicit SnugProcess(const QString& profile)
        : profile_(profile)
    {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    Q_DISABLE_COPY_MOVE(SnugProcess)
    ~SnugProcess()
    {
        process_.kill();
        process_.waitForFinished();
    }

    QProcess& process() { return process_; }
    const QString& profile() const { return profile_; }
    bool isRunning() const { return process_.state() != QProcess::NotRunning; }

    void start(const QStringList& options)
    {
        process_.start(QStringLiteral(SNUG_PROGRAM),
                       options + QStringList{QStringLiteral("--profile"), profile_});
    }

    // Where the program chats, from the list of recent servers it writes; 0: nowhere.
    quint16 port() const
    {
        const auto servers = shell::Settings(shell::Folders::of(profile_).settingsFile).recentServers();
        const auto address =
            client::ServerAddress::parse(servers.isEmpty() ? QString() : servers.at(0).address);
        return address ? address->port() : 0;
    }

    // Answers the exit code once it ended by itself; -1: it crashed or goes on.
    int exitCode()
    {
        const bool ended = waitUntil([this] { return !isRunning(); });
        return ended && process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1;
    }

    // SIGTERM; the same answer.
    int end()
    {
        process_.terminate();
        const bool ended = waitUntil([this] { return !isRunning(); }, std::chrono::seconds{5});
        return ended && process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1;
    }

private:
    const std::unique_ptr<QTemporaryDir> own_;
    const QString profile_;
    QProcess process_;
};

}  // namespace snug::test
