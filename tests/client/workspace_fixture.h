// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "client/program_run.h"

namespace snug::tests {

// What every test of a workspace begins with: a server that runs and an empty folder.
class WorkspaceFixture : public QObject {
    Q_OBJECT

protected:
    void joinLive(ProgramRun& run, const QString& room)
    {
        QTRY_VERIFY(run.workspace.session().isOnline());
        run.workspace.join(room);
        QTRY_VERIFY(run.isLive(room.trimmed().toLower()) || run.workspace.room(room) == nullptr);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ChatServer> server_;

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        server_ = std::make_unique<ChatServer>();
        server_->start();
    }
    void cleanup() { server_.reset(); }
};

}  // namespace snug::tests
