// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::doctor {

// What was looked at, what was found, and what to do about it.
struct Finding {
    enum class Verdict { Good, Unsure, Bad };
    QString subject;  // a word or two: "Firewall"
    Verdict verdict = Verdict::Good;
    QString found;   // a sentence
    QString advice;  // what to do, with the command to type where there is one; empty when all is good
    friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace snug::doctor
