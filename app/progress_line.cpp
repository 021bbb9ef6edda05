// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress_line.h"

#include <QLocale>
#include <algorithm>

#include "terminal.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kDrawMs = 100;
constexpr qint64 kLineMs = 3'000;
constexpr int kBar = 24;
constexpr int kStep = 9;  // letters of the longest word

QString amount(qint64 count, ProgressLine::Unit unit)
{
    return unit == ProgressLine::Unit::Bytes ? QLocale::c().formattedDataSize(count) : QString::number(count);
}

QString noun(ProgressLine::Unit unit)
{
    switch (unit) {
        case ProgressLine::Unit::Messages:
            return u" messages"_s;
        case ProgressLine::Unit::Rooms:
            return u" rooms"_s;
        case ProgressLine::Unit::Bytes:
            return {};
    }
    Q_UNREACHABLE();
}

}  // namespace

ProgressLine::ProgressLine()
    : isTerminal_(isTerminal(stderr))
{
}

ProgressLine::~ProgressLine()
{
    finish();
}

void ProgressLine::show(const Progress& progress)
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

QString ProgressLine::text(const Progress& progress) const
{
    const qint64 total = std::max<qint64>(progress.total, 1);
    const qint64 done = std::min(progress.total == 0 ? total : progress.done, total);
    const auto bars = static_cast<int>(done * kBar / total);
    const qint64 perSecond = progress.done * 1'000 / std::max<qint64>(sinceBegin_.elapsed(), 1);
    const QString bar = u"[%1%2]"_s.arg(QString(bars, u'#'), QString(kBar - bars, u'.'));
    return u"%1 %2 %3 %, %4 of %5%6, %7 a second"_s.arg(progress.step.leftJustified(kStep), bar)
        .arg(done * 100 / total, 3)
        .arg(amount(progress.done, progress.unit), amount(progress.total, progress.unit), noun(progress.unit),
             amount(perSecond, progress.unit));
}

}  // namespace snug
