// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>
#include <functional>

#include "base/task_queue.h"

namespace snug::client {

// Small files of state, read and written by one worker thread so that a slow disk never stops the program.
// GUI thread; owns the worker. Files are replaced whole (QSaveFile), readable by their owner only; the folder
// is made when it is missing. Of several writes of one file that wait, only the latest is done. Bounds:
// kMostBytes a file. The destructor waits for what is under way, at most kFlush.
class StateFiles : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 kMostBytes = 32 * 1024 * 1024;
    static constexpr std::chrono::milliseconds kFlush{2'000};

    // Makes the bytes; runs on the worker, so it owns copies of what it needs.
    using Make = std::function<QByteArray()>;
    // Whether the bytes could be understood; runs on the worker, and leaves what it read where `done` finds
    // it.
    using Parse = std::function<bool(const QByteArray&)>;

    enum class Loaded {
        Fine,
        Missing,     // there is none yet
        Corrupt,     // not understood: moved aside to <path>.corrupt
        Unreadable,  // there, but it cannot be read
    };

    explicit StateFiles(QObject* parent = nullptr);
    ~StateFiles() override;

    void write(const QString& path, Make make);
    // `done` is called later, with what became of it, unless `context` is gone.
    void read(const QString& path, Parse parse, QObject* context, std::function<void(Loaded)> done);
    // Writes what waits and returns when it is on disk, or false after `most`.
    bool flush(std::chrono::milliseconds most);

Q_SIGNALS:
    // A file could not be written; what is in memory is newer than the disk. Told for each failed write.
    void writeFailed(const QString& path, const QString& reason);

private:
    struct Writing {
        bool underWay = false;
        Make next;  // empty: none
    };

    void submit(const QString& path, Make make);
    void onWritten(const QString& path, const QString& problem);
    void tellBack(std::function<void()> task);

    QThread thread_;
    base::TaskQueue here_;    // runs on the GUI thread
    base::TaskQueue worker_;  // runs on thread_
    QHash<QString, Writing> writing_;
};

}  // namespace snug::client
