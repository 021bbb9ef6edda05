// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/piece_writer.h"

namespace snug::client {

PieceWriter::PieceWriter(const QString& path, QObject* parent)
    : QObject(parent)
    , file_(std::make_unique<QSaveFile>(path))
{
    file_->moveToThread(&thread_);
    worker_.moveToThread(&thread_);
    thread_.setObjectName(QStringLiteral("export"));
    thread_.start();
}

PieceWriter::~PieceWriter()
{
    thread_.quit();
    thread_.wait();
}

void PieceWriter::write(const QByteArray& piece)
{
    run(
        [piece](QSaveFile& file) {
            return (file.isOpen() || file.open(QIODevice::WriteOnly)) && file.write(piece) == piece.size();
        },
        &PieceWriter::written);
}

void PieceWriter::finish()
{
    run([](QSaveFile& file) { return file.commit(); }, &PieceWriter::finished);
}

void PieceWriter::run(std::function<bool(QSaveFile&)> step, void (PieceWriter::*told)())
{
    // `this` outlives the worker: the destructor joins the thread.
    worker_.post([this, step = std::move(step), told] {
        const bool good = step(*file_);
        const QString reason = good ? QString() : file_->errorString();
        here_.post([this, good, reason, told] {
            if (good) {
                Q_EMIT(this->*told)();
            } else {
                Q_EMIT failed(reason);
            }
        });
    });
}

}  // namespace snug::client
