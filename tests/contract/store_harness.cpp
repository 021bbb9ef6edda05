// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/store_harness.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>
#include <algorithm>

namespace snug::contract {

using namespace store;

namespace {

QByteArray subjectOf(const Operation& operation)
{
    return std::visit(
        [](const auto& op) {
            if constexpr (requires { op.room; }) {
                return "room " + op.room.toUtf8();
            } else if constexpr (requires { op.tokenHash; }) {
                return "session " + op.tokenHash;
            } else if constexpr (requires { op.key; }) {
                return "fact " + op.key.toUtf8();
            } else {
                return QByteArray();
            }
        },
        operation);
}

}  // namespace

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
         [this](Completion completion) { onComplete(std::move(completion)); }, [] {}, [](const News&) {},
         [this](bool storing) { available_.push_back(storing); }});
    if (!made.ok()) {
        qFatal("the store does not open: %s", qPrintable(made.error().reason));
    }
    store_ = std::move(made).value();
}

void StoreHarness::onComplete(Completion completion)
{
    const auto found = std::find_if(expected_.begin(), expected_.end(),
                                    [&](const Expected& each) { return each.ticket == completion.ticket; });
    if (found == expected_.end()) {
        fail(QStringLiteral("ticket %1 was answered twice, or never asked").arg(completion.ticket));
    } else {
        const bool inTurn = std::none_of(expected_.begin(), found, [&](const Expected& each) {
            return !each.subject.isEmpty() && each.subject == found->subject;
        });
        if (!inTurn) {
            fail(QStringLiteral("ticket %1 was answered out of turn").arg(completion.ticket));
        }
        expected_.erase(found);
    }
    told_.emplace_back(std::move(completion));
}

void StoreHarness::begin(std::vector<Operation> batch)
{
    for (Operation& operation : batch) {
        std::visit([this](auto& any) { any.ticket = nextTicket_; }, operation);
        expected_.push_back({nextTicket_++, subjectOf(operation)});
    }
    store_->submit(std::move(batch));
}

StoreHarness::Outcomes StoreHarness::run(std::vector<Operation> batch)
{
    const std::size_t count = batch.size();
    const Ticket first = nextTicket_;
    const std::size_t before = told_.size();
    begin(std::move(batch));
    QDeadlineTimer deadline(std::chrono::seconds(60));
    while (!expected_.empty() && trouble_.isEmpty() && !deadline.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    Outcomes outcomes(count, Error{ErrorCode::Unavailable, QStringLiteral("no answer came")});
    for (std::size_t index = before; index < told_.size(); ++index) {
        const auto* const completion = std::get_if<Completion>(&told_[index]);
        if (completion != nullptr && completion->ticket >= first) {
            outcomes[completion->ticket - first] = completion->result;
        }
    }
    if (!expected_.empty()) {
        fail(QStringLiteral("%1 answers did not come").arg(expected_.size()));
    }
    return outcomes;
}

void StoreHarness::upkeep()
{
    constexpr int kMost = 10'000;
    for (int part = 0; store_->upkeep(); ++part) {
        if (part == kMost) {
            fail(QStringLiteral("upkeep has no end"));
            return;
        }
    }
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
