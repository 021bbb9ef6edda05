// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/progress.h"

#include <algorithm>
#include <cstdio>

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPeriod{200};
constexpr int kWidth = 30;
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

void Progress::begin(const QString& phase)
{
    phase_ = phase;
    next_ = {};
    if (manner_ == Manner::Lines) {
        std::fprintf(stderr, "%s\n", qPrintable(phase));
    }
}

void Progress::draw(Time now, double share, const QString& details)
{
    next_ = now + kPeriod;
    std::fprintf(stderr, "%s%s", kClearLine, qPrintable(barOf(phase_, share, details)));
    std::fflush(stderr);
}

void Progress::finish()
{
    if (manner_ == Manner::Bar) {
        std::fputs(kClearLine, stderr);
        std::fflush(stderr);
    }
}

QString Progress::barOf(const QString& phase, double share, const QString& details)
{
    const int done = static_cast<int>(std::clamp(share, 0.0, 1.0) * kWidth);
    const QString bar = u"["_s + QString(done, u'#') + QString(kWidth - done, u' ') + u"] "_s + phase;
    return details.isEmpty() ? bar : bar + u", "_s + details;
}

}  // namespace snug::load
