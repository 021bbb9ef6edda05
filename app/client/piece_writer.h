// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSaveFile>
#include <QThread>
#include <memory>

#include "base/task_queue.h"

namespace snug::client {

// Writes one file piece by piece on a thread of its own, so that a slow disk never stops the program. GUI
// thread; owns the thread. The file is there, whole, after finished(); whatever ends otherwise leaves none,
// and what was there before stays. Bound: one piece is under way; the destructor waits for that.
class PieceWriter final : public QObject {
    Q_OBJECT

public:
    explicit PieceWriter(const QString& path, QObject* parent = nullptr);
    ~PieceWriter() override;

    // Each only after the one before was answered: write() with written(), finish() with finished(), either
    // with failed(), which ends all.
    void write(const QByteArray& piece);
    void finish();

Q_SIGNALS:
    void written();
    void finished();
    void failed(const QString& reason);

private:
    // Runs it on the thread; what it answers is told here.
    void run(std::function<bool(QSaveFile&)> step, void (PieceWriter::*told)());

    QThread thread_;
    base::TaskQueue here_;             // runs on the GUI thread
    base::TaskQueue worker_;           // runs on thread_
    std::unique_ptr<QSaveFile> file_;  // touched on thread_ alone while that runs
};

}  // namespace snug::client
