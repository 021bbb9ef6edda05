// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "client/piece_writer.h"
#include "client/room_text.h"
#include "client/session.h"

namespace snug::client {

// Takes a room's whole log, which need not be one that one is in, into a file: page by page as it is read, so
// that a log of any length takes the memory of a page. GUI thread. Borrows the session, which outlives it;
// owns the file until it is whole. Ends once, with finished() or failed(); destroyed before, it leaves no
// file. Bounds: one page under way; kMostTries of a page that does not come.
class RoomExport final : public QObject {
    Q_OBJECT

public:
    enum class Format { Json, Html };
    static constexpr int kMostTries = 8;

    // `room` is what is known of it: its `entries` is how many there may be, for the progress alone.
    RoomExport(Session& session, const protocol::admin::Room& room, const QString& path, Format format,
               Backoff::Random random = {}, QObject* parent = nullptr);
    ~RoomExport() override;

    void start();

    const QString& room() const { return room_.name; }

Q_SIGNALS:
    // Entries that are in the file, and of how many as far as is known: never less than `done`.
    void progressed(qint64 done, qint64 total);
    void finished();
    void failed(const QString& sentence);

private:
    void onWritten();
    void ask();
    void onPage(const Outcome<protocol::HistoryPage>& outcome);
    void take(const protocol::HistoryPage& page);
    void fail(const QString& sentence);

    Session& session_;
    const protocol::admin::Room room_;
    Backoff backoff_;
    QTimer retry_;
    std::unique_ptr<RoomText> text_;
    std::unique_ptr<PieceWriter> file_;
    QString epoch_;
    quint64 after_ = 0;
    qint64 done_ = 0;
    enum class Next { Page, End, Finish } next_ = Next::Page;  // when the piece under way is written
};

}  // namespace snug::client
