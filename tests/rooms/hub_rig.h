// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "rooms/hub.h"
#include "store/memory_store.h"

namespace snug::test {

// A hub with a clock that stands until it is turned, and a memory store behind it.
class HubRig {
public:
    // What one connection got, in order.
    struct Inbox {
        std::vector<protocol::Reply> replies;
        std::vector<protocol::Push> pushes;
        std::vector<protocol::ServerFrame> all;
        std::optional<protocol::CloseCode> closed;
        QString closeReason;
    };

    // `broken`: whatever is asked of the store fails from the beginning.
    explicit HubRig(rooms::HubConfig config = {}, bool broken = false);

    base::ConnectionId open(const QString& address = QStringLiteral("127.0.0.1"));
    // Opens and says hello; the welcome is in the inbox.
    base::ConnectionId enter(const QString& nick, const QString& session = {});
    // As well, as somebody who may administer.
    base::ConnectionId enterAsOwner(const QString& nick);
    // The server's own probe.
    base::ConnectionId openInner();
    // Gives a command with the next id, and answers that id.
    qint64 say(base::ConnectionId from, protocol::Command command);
    void close(base::ConnectionId connection, bool clean);
    void give(rooms::Input input);
    // Turns the clock and ticks once a second on the way.
    void pass(std::chrono::seconds time);

    // The answer to the command with this id; fails the test (returns Ok) if there is none or another kind.
    template <class T>
    T answer(base::ConnectionId to, qint64 id);
    std::optional<protocol::Answer> anyAnswer(base::ConnectionId to, qint64 id);
    std::optional<protocol::ErrorCode> errorOf(base::ConnectionId to, qint64 id);
    // Pushes of one kind since the inbox was cleared.
    template <class T>
    std::vector<T> pushes(base::ConnectionId to);

    // With false, store calls wait until storeAnswers().
    void answerAtOnce(bool atOnce) { atOnce_ = atOnce; }
    // Lets the store do and answer up to `calls` waiting calls.
    void storeAnswers(std::size_t calls = 1'000'000);
    // Whatever is asked of the store fails from now on.
    void breakStore(bool broken) { broken_ = broken; }
    // The store forgets everything.
    void emptyStore();
    // The store lets old entries of each room go.
    void trimStore(quint64 keepNewest, base::WallTime olderThan = {});
    // What is committed is not fed.
    void loseFeed(bool lose) { losesFeed_ = lose; }

    std::map<base::ConnectionId, Inbox> inbox;
    std::vector<store::Operation> waitingCalls;
    std::vector<rooms::ClerkCall> clerkCalls;
    int measures = 0;
    std::vector<base::ConnectionId> recalls;
    rooms::Hub hub;
    base::Now now{base::SteadyTime{std::chrono::hours{1}},
                  base::WallTime{std::chrono::milliseconds{1790000000000}}};
    quint64 framesOut = 0;
    std::vector<base::SteadyTime> cameAt;  // of each entry told, as its broadcast has it

private:
    void carryOut(rooms::Effects effects);

    std::unique_ptr<store::MemoryStore> store_;
    std::deque<rooms::Input> fromStore_;
    bool atOnce_ = true;
    bool broken_ = false;
    bool losesFeed_ = false;
    quint64 nextConnection_ = 0;
    qint64 nextId_ = 0;
};

template <class T>
T HubRig::answer(base::ConnectionId to, qint64 id)
{
    const auto found = anyAnswer(to, id);
    if (!found || !std::holds_alternative<T>(*found)) {
        qFatal("command %lld was not answered as expected", static_cast<long long>(id));
    }
    return std::get<T>(*found);
}

template <class T>
std::vector<T> HubRig::pushes(base::ConnectionId to)
{
    std::vector<T> out;
    for (const protocol::Push& push : inbox[to].pushes) {
        if (const T* const wanted = std::get_if<T>(&push)) {
            out.push_back(*wanted);
        }
    }
    return out;
}

}  // namespace snug::test
