// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::ui {

// "3 d 4 h", "4 h 12 min", "12 min", "40 s": the two units that matter.
QString durationText(qint64 seconds);

// "820 B", "12.4 MB".
QString bytesText(double bytes);

// "0.4 ms", "12 ms", "2.5 s".
QString millisecondsText(double value);

// "42 %".
QString percentText(double percent);

}  // namespace snug::ui
