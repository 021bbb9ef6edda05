// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/room_export.h"

namespace snug::client {

namespace {

std::unique_ptr<RoomText> textOf(RoomExport::Format format)
{
    if (format == RoomExport::Format::Html) {
        return std::make_unique<RoomAsHtml>();
    }
    return std::make_unique<RoomAsJson>();
}

}  // namespace

RoomExport::RoomExport(Session& session, const protocol::admin::Room& room, const QString& path,
                       Format format, Backoff::Random random, QObject* parent)
    : QObject(parent)
    , session_(session)
    , room_(room)
    , backoff_(session.timing().retry, std::move(random))
    , text_(textOf(format))
    , file_(std::make_unique<PieceWriter>(path))
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &RoomExport::ask);
    connect(file_.get(), &PieceWriter::written, this, &RoomExport::onWritten);
    connect(file_.get(), &PieceWriter::finished, this, &RoomExport::finished);
    connect(file_.get(), &PieceWriter::failed, this, [this](const QString& reason) {
        fail(QStringLiteral("The file cannot be written: %1").arg(reason));
    });
}

RoomExport::~RoomExport() = default;

void RoomExport::start()
{
    file_->write(text_->begin(room_, base::Now::read().wall));
}

void RoomExport::onWritten()
{
    switch (next_) {
        case Next::Page:
            ask();
            break;
        case Next::End:
            next_ = Next::Finish;
            file_->write(text_->end());
            break;
        case Next::Finish:
            file_->finish();
            break;
    }
}

void RoomExport::ask()
{
    Q_EMIT progressed(done_, std::max(done_, static_cast<qint64>(room_.entries)));
    session_.ask(protocol::admin::ReadRoom{room_.name, after_, session_.limits().historyPage}, this,
                 [this](const Outcome<protocol::HistoryPage>& outcome) { onPage(outcome); });
}

void RoomExport::onPage(const Outcome<protocol::HistoryPage>& outcome)
{
    if (outcome) {
        backoff_.reset();
        take(*outcome);
    } else if (outcome.error().temporary() && backoff_.tries() < kMostTries) {
        retry_.start(backoff_.next());
    } else {
        fail(outcome.error().error.message);
    }
}

void RoomExport::take(const protocol::HistoryPage& page)
{
    if (!epoch_.isEmpty() && page.epoch != epoch_) {
        fail(QStringLiteral("The room's messages were taken away meanwhile and have begun anew."));
        return;
    }
    epoch_ = page.epoch;
    const quint64 last = page.entries.isEmpty() ? after_ : page.entries.last().seq;
    // Without getting further this would never end.
    next_ = page.more && last > after_ ? Next::Page : Next::End;
    after_ = last;
    done_ += page.entries.size();
    file_->write(text_->entries(page.entries));
}

void RoomExport::fail(const QString& sentence)
{
    retry_.stop();
    file_->disconnect(this);
    Q_EMIT failed(sentence);
}

}  // namespace snug::client
