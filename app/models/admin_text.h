// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include "base/time.h"

namespace snug::models {

// Figures as the administration's tables show them, in the person's language. Pure but for the locale and the
// time zone.

QString numberText(qint64 number);   // "12,345"
QString bytesText(qint64 bytes);     // "12.4 MB"
QString rateText(double perSecond);  // "0", "0.3", "12"
// "0.4 ms", "12 ms", "2.5 s", for what should take none.
QString spanText(double seconds);
// "12 s", "4 min", "2 h 10 min", "3 d 4 h", for how long something is so.
QString durationText(double seconds);

QDateTime toLocal(base::WallTime at);
QString timeText(base::WallTime at);       // date and time
QString clockText(base::WallTime at);      // the time of the day alone, if it is today
QString exactTimeText(base::WallTime at);  // with milliseconds

}  // namespace snug::models
