// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "load/connection.h"
#include "load/plan.h"
#include "load/wire.h"

namespace snug::load {

// All connections of a run: opens them at the plan's rate, brings each to its place (hello; the first of a
// room creates it; join), and hands what comes afterwards to the sink. Owns connections and poller. One
// thread.
class Crowd final : private Connection::Listener {
public:
    class Sink {
    public:
        virtual void arrived(std::size_t key, const ServerFrame& frame) = 0;

    protected:
        ~Sink() = default;
    };

    // `targets` are those of plan.servers, in order; both outlive the crowd.
    Crowd(const Plan& plan, const std::vector<Target>& targets);
    void setSink(Sink* sink) { sink_ = sink; }

    // Opens what is due; call it between polls until ready().
    void openSome(Time now);
    // Waits for traffic, at most until `until`, and handles it.
    void poll(Time until);

    bool ready() const { return ready_ == connections_.size(); }
    void send(std::size_t key, std::string_view text) { connections_[key]->sendText(text); }
    const std::string& roomName(std::size_t room) const { return roomNames_[room]; }
    void abortAll();

    // Why connections ended or could not be opened, with how many times.
    const std::map<std::string, std::uint64_t>& losses() const { return losses_; }

private:
    enum class Step : std::uint8_t { Waiting, Opening, Hello, Create, Join, Ready };

    void opened(std::size_t key) override;
    void received(std::size_t key, std::string_view text) override;
    void closed(std::size_t key, const std::string& reason) override;

    bool isFirstOfRoom(std::size_t key) const { return key < plan_.speakers() && key % plan_.members == 0; }
    void answered(std::size_t key, const std::string& word);
    void advance(std::size_t key);

    const Plan& plan_;
    std::string tag_;  // makes the names of this run its own
    Poller poller_;
    FrameWriter writer_;
    std::vector<char> buffer_;
    Connection::Shared shared_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<Step> steps_;
    std::vector<std::string> roomNames_;
    std::vector<std::size_t>
        order_;              // in which connections are opened: the first of each room, then the rest
    std::size_t begun_ = 0;  // of order_
    std::size_t ready_ = 0;
    Time firstOpen_;
    std::map<std::string, std::uint64_t> losses_;
    Sink* sink_ = nullptr;
};

}  // namespace snug::load
