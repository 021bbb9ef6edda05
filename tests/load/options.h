// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <variant>

#include "load/plan.h"

namespace snug::load {

// Two results are to be compared, instead of a run.
struct ComparisonWish {
    QString before;  // names of files
    QString after;
    std::optional<double> worseAtMost;  // percent
};

// The command line as a plan or another wish, or what is wrong with it (a sentence for people), or the help
// that was asked for.
struct WrongUsage {
    QString message;
};
struct HelpText {
    QString text;
};
std::variant<Plan, ComparisonWish, WrongUsage, HelpText> readOptions(const QStringList& arguments);

}  // namespace snug::load
