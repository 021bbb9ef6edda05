// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/route.h"

namespace snug::client {

bool Route::follow(const QString& target)
{
    const auto moved = home_.sibling(target);
    if (!moved || moves_ >= kMostMoves) {
        goHome();
        return false;
    }
    ++moves_;
    next_ = *moved;
    return true;
}

void Route::welcomed()
{
    moves_ = 0;
}

void Route::goHome()
{
    moves_ = 0;
    next_ = home_;
}

}  // namespace snug::client
