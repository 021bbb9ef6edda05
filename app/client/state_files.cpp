// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/state_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSemaphore>
#include <memory>

#include "base/log.h"

namespace snug::client {

namespace {

constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// Empty when all went well.
QString writeFile(const QString& path, const QByteArray& bytes)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder)) {
            return QStringLiteral("The folder %1 cannot be made.").arg(folder);
        }
        QFile::setPermissions(folder, kOwnerOnly | QFileDevice::ExeOwner);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return file.errorString();
    }
    file.setPermissions(kOwnerOnly);
    file.write(bytes);
    return file.commit() ? QString() : file.errorString();
}

StateFiles::Loaded readFile(const QString& path, const StateFiles::Parse& parse)
{
    QFile file(path);
    if (!file.exists()) {
        return StateFiles::Loaded::Missing;
    }
    // Not a pipe or a device: opening one could wait for ever.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return StateFiles::Loaded::Unreadable;
    }
    const QByteArray bytes = file.read(StateFiles::kMostBytes + 1);
    if (file.error() != QFileDevice::NoError) {
        return StateFiles::Loaded::Unreadable;
    }
    file.close();
    if (bytes.size() <= StateFiles::kMostBytes && parse(bytes)) {
        return StateFiles::Loaded::Fine;
    }
    const QString aside = path + QStringLiteral(".corrupt");
    QFile::remove(aside);
    if (!QFile::rename(path, aside)) {
        qCWarning(base::logClient) << "cannot move aside" << path;
    }
    return StateFiles::Loaded::Corrupt;
}

}  // namespace

StateFiles::StateFiles(QObject* parent)
    : QObject(parent)
    , here_(3 * base::TaskQueue::kTasks)  // more than the tasks that can be under way
{
    worker_.moveToThread(&thread_);
    thread_.setObjectName(QStringLiteral("files"));
    thread_.start();
}

StateFiles::~StateFiles()
{
    if (!flush(kFlush)) {
        qCWarning(base::logClient) << "the disk is too slow: the latest state may not be saved";
    }
    thread_.quit();
    thread_.wait();
}

void StateFiles::write(const QString& path, Make make)
{
    Writing& writing = writing_[path];
    if (writing.underWay) {
        writing.next = std::move(make);
    } else {
        submit(path, std::move(make));
    }
}

void StateFiles::submit(const QString& path, Make make)
{
    writing_[path].underWay = true;
    const bool kept = worker_.post([this, path, make = std::move(make)] {
        const QString problem = writeFile(path, make());
        // `this` outlives the worker: the destructor joins the thread.
        tellBack([this, path, problem] { onWritten(path, problem); });
    });
    if (!kept) {
        writing_.remove(path);
        Q_EMIT writeFailed(path, QStringLiteral("Too many files wait to be written."));
    }
}

void StateFiles::tellBack(std::function<void()> task)
{
    const bool kept = here_.post(std::move(task));
    Q_ASSERT(kept);
    Q_UNUSED(kept);
}

void StateFiles::onWritten(const QString& path, const QString& problem)
{
    Writing& writing = writing_[path];
    if (writing.next) {
        submit(path, std::exchange(writing.next, {}));
    } else {
        writing_.remove(path);
    }
    if (!problem.isEmpty()) {
        qCWarning(base::logClient) << "cannot write" << path << problem;
        Q_EMIT writeFailed(path, problem);
    }
}

void StateFiles::read(const QString& path, Parse parse, QObject* context, std::function<void(Loaded)> done)
{
    const auto tell = [context = QPointer<QObject>(context), done = std::move(done)](Loaded loaded) {
        if (context) {
            done(loaded);
        }
    };
    const bool kept = worker_.post([this, path, parse = std::move(parse), tell] {
        const Loaded loaded = readFile(path, parse);
        tellBack([tell, loaded] { tell(loaded); });
    });
    if (!kept) {
        tellBack([tell] { tell(Loaded::Unreadable); });
    }
}

bool StateFiles::flush(std::chrono::milliseconds most)
{
    for (auto it = writing_.begin(); it != writing_.end(); ++it) {
        if (it->next) {
            submit(it.key(), std::exchange(it->next, {}));
        }
    }
    // The worker does its work in order, so when it comes to this, all before is done. Shared: we may leave
    // first.
    const auto done = std::make_shared<QSemaphore>();
    return worker_.post([done] { done->release(); }) && done->tryAcquire(1, static_cast<int>(most.count()));
}

}  // namespace snug::client
