// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "load/connection.h"
#include "load/dialect.h"
#include "load/plan.h"
#include "load/servers.h"

namespace snug::load {

// All connections of a run: opens them at the plan's rate, brings each to its place (hello; the first of a
// room creates it; join; as far as the dialect has these), and hands what comes afterwards to the sink. Owns
// connections and poller. One thread.
class Crowd final : private Connection::Listener {
public:
    class Sink {
    public:
        virtual void arrived(std::size_t key, const ServerFrame& frame) = 0;
        // One that was cut is at its place again; the room's log ends at `seq`.
        virtual void cameBack(std::size_t key, std::uint64_t seq) = 0;

    protected:
        ~Sink() = default;
    };

    // All of these outlive the crowd.
    Crowd(const Plan& plan, const Dialect& dialect, const Servers& servers);
    void setSink(Sink* sink) { sink_ = sink; }

    // Opens what is due; call it between polls until ready().
    void openSome(Time now);
    // Waits for traffic, at most until `until`, and handles it.
    void poll(Time until);

    bool ready() const { return ready_ == connections_.size(); }
    std::size_t readyCount() const { return ready_; }
    // How many messages of WebSocket came, whatever is in them.
    std::uint64_t heard() const { return heard_; }
    // Member `key` says message `ordinal` to its room.
    void say(std::size_t key, std::uint64_t ordinal);
    // Breaks the connection of a speaker without a goodbye, and has it come back at once, as one who has all
    // messages up to `seq`. Not from inside a sink; only where plan.storms and the dialect resumes.
    void cut(std::size_t key, std::uint64_t seq);
    // Says goodbye to the servers; poll() until nobody isConnected().
    void leaveAll();
    bool isAnyoneConnected() const;
    void abortAll();

    // Why connections ended or could not be opened, with how many times.
    const std::map<std::string, std::uint64_t>& losses() const { return losses_; }

private:
    enum class Step : std::uint8_t { Waiting, Opening, Hello, Create, Join, Ready };

    // What one needs to come back.
    struct Return {
        std::string session;
        std::string epoch;
        std::uint64_t seq = 0;
        bool underWay = false;
    };

    void opened(std::size_t key) override;
    void received(std::size_t key, std::string_view payload) override;
    void closed(std::size_t key, const std::string& reason) override;

    bool isFirstOfRoom(std::size_t key) const { return key < plan_.speakers() && key % plan_.members == 0; }
    void handle(std::size_t key, const ServerFrame& frame);
    void remember(std::size_t key, const ServerFrame& reply);
    void advance(std::size_t key);
    void open(std::size_t key);
    std::optional<std::string> wordsOf(std::size_t key, Step step) const;

    const Plan& plan_;
    const Dialect& dialect_;
    const Servers& servers_;
    std::string tag_;  // makes the names of this run its own
    Poller poller_;
    FrameWriter writer_;
    std::vector<char> buffer_;
    Connection::Shared shared_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<Step> steps_;
    std::vector<Leftover> leftovers_;  // what each has of a unit that is not whole
    std::vector<Return> returns_;      // of speakers, where there are storms
    Incoming incoming_;                // reused
    std::string message_;              // reused
    std::vector<std::string> roomNames_;
    std::vector<std::size_t>
        order_;              // in which connections are opened: the first of each room, then the rest
    std::size_t begun_ = 0;  // of order_
    std::size_t ready_ = 0;
    std::uint64_t heard_ = 0;
    Time firstOpen_;
    std::map<std::string, std::uint64_t> losses_;
    Sink* sink_ = nullptr;
};

}  // namespace snug::load
