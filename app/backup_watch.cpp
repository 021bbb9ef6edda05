// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup_watch.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QThread>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>

#include "complaint.h"
#include "stop_signals.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;
using Step = host::BackupProgress::Step;

constexpr std::chrono::milliseconds kLook{100};
constexpr std::chrono::milliseconds kPatience{500};
constexpr int kAttempts = 10;  // SQLite may be making a file in the folder that is being removed

QString wordOf(Step step)
{
    switch (step) {
        case Step::Copying:
            return u"copying"_s;
        case Step::Migrating:
            return u"migrating"_s;
        case Step::Checking:
            return u"checking"_s;
        case Step::Reading:
        case Step::Finishing:
            return u"reading"_s;
    }
    Q_UNREACHABLE();
}

ProgressLine::Progress shown(const host::BackupProgress& progress)
{
    const bool rooms = progress.step == Step::Reading || progress.step == Step::Finishing;
    // What SQLite does not tell, the file does.
    const qint64 size = progress.step == Step::Copying ? QFileInfo(progress.file).size() : 0;
    return {wordOf(progress.step), std::max(progress.done, size), progress.total,
            rooms ? ProgressLine::Unit::Rooms : ProgressLine::Unit::Bytes};
}

}  // namespace

QString interruptedSentence()
{
    return u"interrupted; nothing of what was begun is left"_s;
}

bool BackupWatch::run(const Work& work)
{
    if (!onStopSignal(*this, [this] { stop(); })) {
        complain(u"cannot watch for signals; it can only be ended"_s, kUnavailable);
    }
    QTimer look;
    connect(&look, &QTimer::timeout, this, [this] {
        std::unique_lock lock(mutex_);
        const host::BackupProgress latest = latest_;
        lock.unlock();
        show(latest);
    });
    look.start(kLook);
    const std::unique_ptr<QThread> thread(
        QThread::create([this, &work] { work([this](const auto& progress) { return onTold(progress); }); }));
    thread->setObjectName(u"backup"_s);
    connect(thread.get(), &QThread::finished, this, [] { QCoreApplication::exit(); });
    thread->start();
    QCoreApplication::exec();

    const auto tooLate = [this] {
        const std::lock_guard lock(mutex_);
        return latest_.step == Step::Finishing;
    };
    if (!thread->wait(QDeadlineTimer(kPatience)) && !tooLate()) {
        endProgram();
    }
    thread->wait();
    line_.finish();
    return tooLate() || !stopping_;
}

bool BackupWatch::onTold(const host::BackupProgress& progress)
{
    const std::lock_guard lock(mutex_);
    if (stopping_) {
        return false;
    }
    latest_ = progress;
    QMetaObject::invokeMethod(
        this, [this, progress] { show(progress); }, Qt::QueuedConnection);
    return true;
}

void BackupWatch::show(const host::BackupProgress& progress)
{
    if (progress.total > 0) {
        line_.show(shown(progress));
    }
}

void BackupWatch::stop()
{
    const std::lock_guard lock(mutex_);
    if (latest_.step != Step::Finishing) {
        stopping_ = true;
        QCoreApplication::exit();
    }
}

void BackupWatch::endProgram()
{
    const std::lock_guard lock(mutex_);  // nothing new is begun
    // An empty name would be the current folder.
    for (int attempt = 0; !latest_.folder.isEmpty() && attempt < kAttempts; ++attempt) {
        if (QDir(latest_.folder).removeRecursively()) {
            break;
        }
    }
    line_.finish();
    std::_Exit(complain(interruptedSentence(), kInterrupted));
}

}  // namespace snug
