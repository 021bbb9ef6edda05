// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "client/state_files.h"

namespace snug::client {

// One file that follows something in memory: a change is saved a moment later, many changes once. GUI thread.
// Borrows the files, which outlive it. Writes nothing before it has read, so that it never overwrites what it
// does not know. Saves what is unsaved when it goes.
class SavedFile : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kDelay{100};

    // `snapshot` copies what is to be saved now, and answers how bytes are made of the copy later.
    SavedFile(StateFiles& files, QString path, std::function<StateFiles::Make()> snapshot,
              QObject* parent = nullptr);
    ~SavedFile() override;

    // Once, first. `done` may call touch().
    void load(StateFiles::Parse parse, std::function<void(StateFiles::Loaded)> done);
    // Something changed.
    void touch();
    // Now, if anything is unsaved.
    void save();

    const QString& path() const { return path_; }

private:
    StateFiles& files_;
    QString path_;
    std::function<StateFiles::Make()> snapshot_;
    QTimer delay_;
    bool loaded_ = false;
    bool changed_ = false;
};

}  // namespace snug::client
