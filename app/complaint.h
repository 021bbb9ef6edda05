// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug {

// What the commands of snugd exit with, as sysexits.h has it.
inline constexpr int kUsage = 64;
inline constexpr int kUnavailable = 69;
inline constexpr int kDataError = 74;
inline constexpr int kInterrupted = 75;
inline constexpr int kConfigError = 78;

// Says the sentence on standard error, and answers `code`.
int complain(const QString& sentence, int code);
// As well, of wrong options of `command` ("snugd backup"), with the way to the right ones: kUsage.
int complainOfUse(const QString& command, const QString& sentence);

}  // namespace snug
