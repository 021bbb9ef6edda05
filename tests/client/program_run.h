// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/chat_server.h"
#include "client/client_fixture.h"
#include "client/workspace.h"

namespace snug::tests {

inline const QString kLobby = QStringLiteral("lobby");
inline const QString kDen = QStringLiteral("den");

inline QStringList textsOf(const client::RoomState& state)
{
    QStringList texts;
    for (const protocol::LogEntry& entry : state.timeline().entries()) {
        texts.append(entry.text);
    }
    return texts;
}

inline QStringList textsOf(const ChatServer::LogRoom& room)
{
    QStringList texts;
    for (const protocol::LogEntry& entry : room.entries) {
        texts.append(entry.text);
    }
    return texts;
}

template <class Command>
inline bool is(const protocol::Command& command)
{
    return std::holds_alternative<Command>(command);
}

// One run of the program: its files and a workspace.
struct ProgramRun {
    ProgramRun(const QString& address, const QString& folder, const QString& nick = QStringLiteral("ada"),
               const client::Timing& timing = quickTiming())
        : workspace({.address = addressOf(address),
                     .nick = nick,
                     .client = QStringLiteral("test"),
                     .folder = folder,
                     .timing = timing},
                    files)
    {
        QObject::connect(&workspace, &client::Workspace::warning, &workspace,
                         [this](const QString& sentence) { warnings.append(sentence); });
        QObject::connect(&workspace, &client::Workspace::recovered, &workspace,
                         [this](const client::RecoveryReport& report) { reports.append(report); });
        workspace.start();
    }
    bool isLive(const QString& room) const
    {
        const client::RoomState* state = workspace.room(room);
        return state != nullptr && state->phase() == client::RoomPhase::Live;
    }
    client::RoomState& room(const QString& name = kLobby) const { return *workspace.room(name); }

    client::StateFiles files;
    client::Workspace workspace;
    QStringList warnings;
    QVector<client::RecoveryReport> reports;
};

}  // namespace snug::tests
