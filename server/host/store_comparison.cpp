// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/store_comparison.h"

#include <algorithm>

namespace snug::host {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kDifferencesTold = 10;
// Clocks of several machines differ by so much at most: a session seen then may be newer than the copy.
constexpr std::chrono::minutes kClocks{1};

// The first place where two pages are not the same; both begin at the same seq.
quint64 firstDifference(const QVector<protocol::LogEntry>& here, const QVector<protocol::LogEntry>& there)
{
    const auto [at, other] = std::mismatch(here.begin(), here.end(), there.begin(), there.end());
    return at == here.end() ? other->seq : at->seq;
}

}  // namespace

StoreComparison::StoreComparison(StoreCaller& from, StoreCaller& to, const MigrationTold& told,
                                 MigrationFigures& figures)
    : from_(from)
    , to_(to)
    , told_(told)
    , figures_(figures)
{
    progress_.step = MigrationProgress::Step::Verifying;
}

std::optional<MigrationError> StoreComparison::run(const std::vector<CopiedRoom>& rooms,
                                                   const store::Facts& facts, const SessionSpan& sessions)
{
    for (const CopiedRoom& room : rooms) {
        progress_.total += static_cast<qint64>(room.head);
    }
    for (const CopiedRoom& room : rooms) {
        if (auto failed = compare(room)) {
            return failed;
        }
    }
    if (auto failed = compareFacts(facts)) {
        return failed;
    }
    if (auto failed = compareSessions(sessions)) {
        return failed;
    }
    if (missingSessions_ > 0) {
        differences_.append(
            u"%1 sessions are missing or another person's in the target"_s.arg(missingSessions_));
    }
    if (differences_.isEmpty()) {
        return {};
    }
    const qsizetype more = differences_.size() - kDifferencesTold;
    return MigrationError{MigrationError::Kind::Differs,
                          u"the two sides are not the same: %1%2"_s.arg(
                              differences_.mid(0, kDifferencesTold).join(u"; "_s),
                              more > 0 ? u"; and %1 more differences"_s.arg(more) : QString())};
}

StoreComparison::Failed StoreComparison::compare(const CopiedRoom& room)
{
    const auto facts = to_.ask<store::RoomFacts>(store::OpenRoom{0, room.name, {}, false});
    if (!facts) {
        return toMigrationError(facts.error());
    }
    if (facts->head.seq < room.head) {
        differences_.append(
            u"%1 ends at %2 instead of %3"_s.arg(room.name).arg(facts->head.seq).arg(room.head));
        return {};
    }
    const qint64 before = progress_.done;
    for (quint64 after = 0; after < room.head;) {
        const auto here = from_.ask<store::Entries>(
            store::Read{0, room.name, after, room.head + 1, StoreCopy::kEntries, false});
        if (!here) {
            return toMigrationError(here.error());
        }
        if (here->entries.isEmpty()) {
            break;  // the rest was let go of
        }
        const quint64 last = here->entries.constLast().seq;
        const auto there = to_.ask<store::Entries>(store::Read{
            0, room.name, here->entries.constFirst().seq - 1, last + 1, StoreCopy::kEntries, false});
        if (!there) {
            return toMigrationError(there.error());
        }
        if (here->entries != there->entries) {
            differences_.append(u"%1 from message %2 on"_s.arg(room.name).arg(
                firstDifference(here->entries, there->entries)));
            return {};
        }
        figures_.messages += here->entries.size();
        after = last;
        progress_.done = before + static_cast<qint64>(last);
        told_(progress_);
    }
    progress_.done = before + static_cast<qint64>(room.head);
    ++figures_.rooms;
    return {};
}

StoreComparison::Failed StoreComparison::compareFacts(const store::Facts& copied)
{
    const auto there = to_.ask<store::Facts>(store::ListFacts{});
    if (!there) {
        return toMigrationError(there.error());
    }
    for (auto fact = copied.facts.cbegin(); fact != copied.facts.cend(); ++fact) {
        if (there->facts.value(fact.key()) != fact.value()) {
            differences_.append(u"the fact %1"_s.arg(fact.key()));
        }
    }
    return {};
}

StoreComparison::Failed StoreComparison::compareSessions(const SessionSpan& span)
{
    store::ListSessions list{0, {}, StoreCopy::kSessions};
    do {
        const auto page = from_.ask<store::SessionPage>(list);
        if (!page) {
            return toMigrationError(page.error());
        }
        if (const auto compared = compareSessions(page->sessions, span); !compared) {
            return toMigrationError(compared.error());
        }
        list.cursor = page->next;
    } while (!list.cursor.isEmpty());
    return {};
}

store::Result<base::Done> StoreComparison::compareSessions(const QVector<store::SavedSession>& page,
                                                           const SessionSpan& span)
{
    std::vector<store::Operation> questions;
    for (const store::SavedSession& session : page) {
        questions.emplace_back(store::FindSession{0, session.tokenHash, span.oldest});
    }
    const auto found = to_.askAll(std::move(questions));
    for (std::size_t index = 0; index < found.size(); ++index) {
        if (!found[index]) {
            return found[index].error();
        }
        const store::SavedSession& session = page[static_cast<qsizetype>(index)];
        const auto& person = std::get<store::SessionFound>(*found[index]).person;
        if (person && person->user == session.person.user) {
            ++figures_.sessions;
        } else if (session.seen >= span.oldest && session.seen < span.began - kClocks) {
            ++missingSessions_;
        }
    }
    return base::Done{};
}

}  // namespace snug::host
