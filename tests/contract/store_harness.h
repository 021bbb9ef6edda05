// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <deque>
#include <memory>
#include <variant>
#include <vector>

#include "store/store.h"

namespace snug::contract {

// A back-end under test. `make` is given a folder of its own, the same one again for a reopen.
struct Backend {
    std::function<store::StoreFactory(const QString& folder)> make;
    bool offTheRecord = false;  // makes rooms with keep false
    bool survives = false;      // keeps rooms with keep true when closed
    bool shared = false;        // others may use it meanwhile: closing forgets no room
    bool exactBound = true;     // no race can make more rooms than roomsTotal
};

// Drives one back-end on the test's thread, waits for what answers later, and holds it to its order: each
// operation answered once, those on one room, session or fact as given. A breach of that ends in fail().
class StoreHarness {
public:
    using Outcomes = std::vector<store::Result<store::Outcome>>;

    explicit StoreHarness(const Backend& backend);

    void close();
    void reopen();

    // Submits as one batch, under tickets of its own, and waits for all answers.
    Outcomes run(std::vector<store::Operation> batch);
    // One operation whose answer must be T.
    template <class T>
    T get(store::Operation operation)
    {
        const auto all = run({std::move(operation)});
        if (!all.front().ok() || !std::holds_alternative<T>(*all.front())) {
            fail(all.front().ok() ? QStringLiteral("another kind of answer") : all.front().error().reason);
            return {};
        }
        return std::get<T>(*all.front());
    }
    // As much of it as there is; one part.
    void upkeep();
    void keepUpOnce() { store_->upkeep(); }
    // One operation that must fail.
    store::ErrorCode errorOf(store::Operation operation);

    // Submits without waiting.
    void begin(std::vector<store::Operation> batch);
    std::size_t underWay() const { return expected_.size(); }

    using Told = std::variant<protocol::LogEntry, store::Completion>;
    // All that was told, in order, since the last take.
    std::vector<Told> takeTold() { return std::exchange(told_, {}); }
    std::vector<protocol::LogEntry> takeFeed();
    // What it said of whether it can store, in order.
    const std::vector<bool>& available() const { return available_; }

    const QString& trouble() const { return trouble_; }
    QString folder() const { return folder_.path(); }

private:
    struct Expected {
        store::Ticket ticket = 0;
        QByteArray subject;  // the room, session or fact; empty: all
    };

    void fail(const QString& what);
    void onComplete(store::Completion completion);

    const Backend backend_;
    QTemporaryDir folder_;
    store::Ticket nextTicket_ = 1;
    std::deque<Expected> expected_;
    std::vector<Told> told_;
    std::vector<bool> available_;
    QString trouble_;
    std::unique_ptr<store::Store> store_;
};

// Short ways to make operations.
store::Append say(const QString& room, const QString& text, const QString& nonce, qint64 atMs = 1'000,
                  const QString& user = QStringLiteral("u1"));
store::OpenRoom create(const QString& room, bool keep = true, int roomsTotal = 100'000);
store::Read read(const QString& room, quint64 after, quint64 before, int limit, bool newest);
base::WallTime atMs(qint64 ms);

}  // namespace snug::contract
