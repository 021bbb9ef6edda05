// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::ui {

// How a search stands, for SearchPanel. Plain value.
struct SearchStatus {
    enum class State {
        Idle,       // nothing is searched for
        Searching,  // more may come by itself
        MoreThere,  // it can go further back
        Complete,   // all was looked through
        Full,       // older ones may be there, more are not shown
        Failed,     // `error` is the sentence to show
    };
    State state = State::Idle;
    QString error;

    friend bool operator==(const SearchStatus&, const SearchStatus&) = default;
};

}  // namespace snug::ui
