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
{
    worker_ = new QObject;
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
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
    QMetaObject::invokeMethod(
        worker_,
        [this, path, make = std::move(make)] {
            const QString problem = writeFile(path, make());
            // `this` outlives the worker: the destructor joins the thread.
            QMetaObject::invokeMethod(
                this, [this, path, problem] { onWritten(path, problem); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void StateFiles::onWritten(const QString& path, const QString& problem)
{
    Writing& writing = writing_[path];
    if (writing.next) {
        submit(path, *std::exchange(writing.next, std::nullopt));
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
    QMetaObject::invokeMethod(
        worker_,
        [this, path, parse = std::move(parse), context = QPointer<QObject>(context), done = std::move(done)] {
            const Loaded loaded = readFile(path, parse);
            QMetaObject::invokeMethod(
                this,
                [context, done, loaded] {
                    if (context) {
                        done(loaded);
                    }
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

bool StateFiles::flush(std::chrono::milliseconds most)
{
    for (auto it = writing_.begin(); it != writing_.end(); ++it) {
        if (it->next) {
            submit(it.key(), *std::exchange(it->next, std::nullopt));
        }
    }
    // The worker does its work in order, so when it comes to this, all before is done. Shared: we may leave
    // first.
    const auto done = std::make_shared<QSemaphore>();
    QMetaObject::invokeMethod(
        worker_, [done] { done->release(); }, Qt::QueuedConnection);
    return done->tryAcquire(1, static_cast<int>(most.count()));
}

}  // namespace snug::client
