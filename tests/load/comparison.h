// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "base/result.h"

namespace snug::load {

// Two results, as jsonOf() wrote them, beside each other.
struct Comparison {
    QByteArray text;     // a table for people, and warnings where the two do not fit together
    bool worse = false;  // beyond the bound
};

// `worseAtMost`: percent by which deliveries a CPU second may fall and the 99th percentile may rise; none: no
// bound. A run that went wrong after one that did not is worse whatever its figures. The error is a sentence.
base::Result<Comparison, QString> compareResults(const QByteArray& before, const QByteArray& after,
                                                 std::optional<double> worseAtMost);

}  // namespace snug::load
