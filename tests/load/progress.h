// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "load/plan.h"

namespace snug::load {

// Tells on stderr how far a run is: a bar that is drawn again a few times a second, or, where nobody watches,
// one line a phase. One thread.
class Progress {
public:
    enum class Manner { None, Lines, Bar };
    explicit Progress(Manner manner)
        : manner_(manner)
    {
    }

    // A phase begins. What it is: "connecting".
    void begin(const QString& phase);
    // Whether to draw() again: ask this first, as making the details costs something.
    bool isDue(Time now) const { return manner_ == Manner::Bar && now >= next_; }
    // `share` of the phase is done, 0…1.
    void draw(Time now, double share, const QString& details);
    // Leaves the line empty for what is printed next.
    void finish();

    // "[#####     ] measuring, 5 s left".
    static QString barOf(const QString& phase, double share, const QString& details);

private:
    const Manner manner_;
    QString phase_;
    Time next_;
};

}  // namespace snug::load
