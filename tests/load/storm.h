// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "load/crowd.h"
#include "load/histogram.h"
#include "load/ledger.h"

namespace snug::load {

// What storms found out.
struct StormResult {
    std::vector<double> seconds;  // of each storm: until everybody was back
    Histogram wayBack;            // of each client: from the cut until it had all that it had missed
    std::size_t missing = 0;      // clients that did not come back
};

// Cuts many connections at once in the middle of traffic; all come back at once. One is back when its session
// was resumed, its room joined, and it has every message up to the log's end of that moment. What it had sent
// and was not answered it sends again, and what it was to say meanwhile it says then. One thread; borrows the
// rest.
class Storm {
public:
    Storm(const Plan& plan, Crowd& crowd, Ledger& ledger);

    // The storms are spread over this time.
    void schedule(Time from, Time until);
    // Strikes when one is due and the last is over.
    void step(Time now);
    bool isOver() const { return away_ == 0; }
    // Counts who is missing; call once, at the end.
    const StormResult& close();

    // Whether one cannot speak now; then hand in what it was to say.
    bool isCut(std::size_t key) const { return key < clients_.size() && clients_[key].state == State::Cut; }
    void sayLater(std::size_t key, std::uint64_t ordinal) { clients_[key].outbox.push_back(ordinal); }
    void cameBack(std::size_t key, std::uint64_t seq);
    // One got a message.
    void delivered(std::size_t key)
    {
        if (away_ > 0 && clients_[key].state == State::CatchingUp) {
            check(key);
        }
    }

private:
    enum class State : std::uint8_t { Here, Cut, CatchingUp };
    struct Client {
        State state = State::Here;
        std::uint64_t owed = 0;  // up to which seq it must have everything
        std::vector<std::uint64_t> outbox;
    };

    void strike();
    void check(std::size_t key);

    const Plan& plan_;
    Crowd& crowd_;
    Ledger& ledger_;
    std::vector<Client> clients_;  // by key; none where there are no storms
    std::vector<Time> due_;        // those that are to come, the next one last
    std::size_t away_ = 0;
    Time cutAt_;
    StormResult result_;
};

}  // namespace snug::load
