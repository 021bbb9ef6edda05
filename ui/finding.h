// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::ui {

// One thing that was looked at because others cannot connect.
struct Finding {
    enum class Verdict { Good, Unsure, Bad };
    QString subject;  // a word or two
    Verdict verdict = Verdict::Good;
    QString found;   // a sentence
    QString advice;  // what to do; empty when all is good
    friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace snug::ui
