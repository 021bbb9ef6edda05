// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress_line.h"

#include <algorithm>

#include "terminal.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kDrawMs = 100;
constexpr qint64 kLineMs = 3'000;
constexpr int kBar = 24;

}  // namespace

ProgressLine::ProgressLine()
    : isTerminal_(isTerminal(stderr))
{
}

ProgressLine::~ProgressLine()
{
    finish();
}

void ProgressLine::show(const host::MigrationProgress& progress)
{
    if (sinceBegin_.isValid() && progress.step != last_.step) {
        finish();
    }
    if (!sinceBegin_.isValid()) {
        sinceBegin_.start();
        sinceShown_.start();
    }
    last_ = progress;
    if (sinceShown_.elapsed() >= (isTerminal_ ? kDrawMs : kLineMs)) {
        draw();
    }
}

// How the step ended is always seen.
void ProgressLine::finish()
{
    if (sinceBegin_.isValid()) {
        draw();
        std::fputs(isTerminal_ ? "\n" : "", stderr);
        sinceBegin_.invalidate();
    }
}

void ProgressLine::draw()
{
    const QByteArray line = text(last_).toUtf8();
    std::fprintf(stderr, isTerminal_ ? "\r%s\x1b[K" : "%s\n", line.constData());
    std::fflush(stderr);
    sinceShown_.start();
}

QString ProgressLine::text(const host::MigrationProgress& progress) const
{
    const bool copies = progress.step == host::MigrationProgress::Step::Copying;
    const qint64 total = std::max<qint64>(progress.total, 1);
    const qint64 done = std::min(progress.total == 0 ? total : progress.done, total);
    const auto bars = static_cast<int>(done * kBar / total);
    const qint64 perSecond = progress.done * 1'000 / std::max<qint64>(sinceBegin_.elapsed(), 1);
    const QString bar = u"[%1%2]"_s.arg(QString(bars, u'#'), QString(kBar - bars, u'.'));
    return u"%1 %2 %3 %, %4 of %5 messages, %6 a second"_s.arg(copies ? u"copying  "_s : u"verifying"_s, bar)
        .arg(done * 100 / total, 3)
        .arg(progress.done)
        .arg(progress.total)
        .arg(perSecond);
}

}  // namespace snug
