// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <mutex>

#include "host/backup.h"
#include "progress_line.h"

namespace snug {

// Does a backup's work on a thread of its own, so that the main thread can show how far it is, and hear that
// it is to stop (SIGINT, SIGTERM). Main thread; made after the application.
//
// The work is asked to give up, and mostly does so at once; but SQLite cannot be called back from a statement
// through Qt, and one may take minutes. Then the program ends under it, after the folder of the work is
// removed: SQLite has only read what is not in there.
class BackupWatch : public QObject {
    Q_OBJECT

public:
    using Work = std::function<void(const host::BackupTold&)>;

    // Runs the work to its end, in the application's event loop. False: it was to stop, and nothing of the
    // work is left. Or it does not come back, and the program ends with kInterrupted and a sentence. Once.
    // What comes when the work is about to be done is too late: it is done then.
    bool run(const Work& work);

private:
    // On the thread of the work.
    bool onTold(const host::BackupProgress& progress);
    void show(const host::BackupProgress& progress);
    void stop();
    [[noreturn]] void endProgram();

    ProgressLine line_;
    std::mutex mutex_;  // held for a copy or a flag
    host::BackupProgress latest_;
    bool stopping_ = false;
};

// What is said of it.
QString interruptedSentence();

}  // namespace snug
