// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/store_harness.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>

namespace snug::contract {

using namespace store;

StoreHarness::StoreHarness(const Backend& backend)
    : backend_(backend)
{
    reopen();
}

void StoreHarness::close()
{
    store_.reset();
    if (!expected_.empty()) {
        fail(QStringLiteral("%1 operations were never answered").arg(expected_.size()));
    }
}

void StoreHarness::reopen()
{
    close();
    auto made = backend_.make(folder_.path())(
        {[this](protocol::LogEntry entry) { told_.emplace_back(std::move(entry)); },
         [this](Completion completion) { onComplete(std::move(completion)); }});
    if (!made.ok()) {
        qFatal("the store does not open: %s", qPrintable(made.error().reason));
    }
    store_ = std::move(made).value();
}

void StoreHarness::onComplete(Completion completion)
{
    if (expected_.empty() || expected_.front() != completion.ticket) {
        fail(QStringLiteral("ticket %1 was answered out of turn").arg(completion.ticket));
    } else {
        expected_.pop_front();
    }
    told_.emplace_back(std::move(completion));
}

void StoreHarness::begin(std::vector<Operation> batch)
{
    for (Operation& operation : batch) {
        std::visit([this](auto& any) { any.ticket = nextTicket_; }, operation);
        expected_.push_back(nextTicket_++);
    }
    store_->submit(std::move(batch));
}

StoreHarness::Outcomes StoreHarness::run(std::vector<Operation> batch)
{
    const std::size_t count = batch.size();
    const std::size_t before = told_.size();
    begin(std::move(batch));
    QDeadlineTimer deadline(std::chrono::seconds(60));
    while (!expected_.empty() && trouble_.isEmpty() && !deadline.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    Outcomes outcomes;
    for (std::size_t index = before; index < told_.size(); ++index) {
        if (const auto* const completion = std::get_if<Completion>(&told_[index])) {
            outcomes.push_back(completion->result);
        }
    }
    if (outcomes.size() < count) {
        fail(QStringLiteral("%1 of %2 answers came").arg(outcomes.size()).arg(count));
        outcomes.resize(count, Error{ErrorCode::Unavailable, QStringLiteral("no answer came")});
    }
    // The ones before answer what begin() had left under way.
    outcomes.erase(outcomes.begin(), outcomes.end() - static_cast<std::ptrdiff_t>(count));
    return outcomes;
}

ErrorCode StoreHarness::errorOf(Operation operation)
{
    const auto all = run({std::move(operation)});
    if (all.front().ok()) {
        fail(QStringLiteral("an error was due"));
        return ErrorCode::Unavailable;
    }
    return all.front().error().code;
}

std::vector<protocol::LogEntry> StoreHarness::takeFeed()
{
    std::vector<protocol::LogEntry> feed;
    for (Told& told : told_) {
        if (auto* const entry = std::get_if<protocol::LogEntry>(&told)) {
            feed.push_back(std::move(*entry));
        }
    }
    told_.clear();
    return feed;
}

void StoreHarness::fail(const QString& what)
{
    if (trouble_.isEmpty()) {
        trouble_ = what;
    }
    QTest::qFail(qPrintable(what), __FILE__, __LINE__);
}

Append say(const QString& room, const QString& text, const QString& nonce, qint64 at, const QString& user)
{
    return {0, room, {user, user.toUpper()}, protocol::EntryKind::Message, text, nonce, atMs(at)};
}

OpenRoom create(const QString& room, bool keep, int roomsTotal)
{
    return {0, room, OpenRoom::Create{QStringLiteral("about ") + room, keep, roomsTotal}, false};
}

Read read(const QString& room, quint64 after, quint64 before, int limit, bool newest)
{
    return {0, room, after, before, limit, newest};
}

base::WallTime atMs(qint64 ms)
{
    return base::WallTime(std::chrono::milliseconds(ms));
}

}  // namespace snug::contract
