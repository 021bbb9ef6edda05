// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <variant>

#include "load/plan.h"

namespace snug::load {

// The command line as a plan, or what is wrong with it (a sentence for people), or the help that was asked
// for.
struct WrongUsage {
    QString message;
};
struct HelpText {
    QString text;
};
std::variant<Plan, WrongUsage, HelpText> readOptions(const QStringList& arguments);

}  // namespace snug::load
