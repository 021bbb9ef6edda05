// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QString>
#include <cstdio>

namespace snug {

// How far something long is, for people, on standard error: on a terminal a bar that is drawn over again, at
// most ten times a second; elsewhere a line every few seconds. Each step has a line of its own.
class ProgressLine {
public:
    enum class Unit { Messages, Rooms, Bytes };
    struct Progress {
        QString step;  // a word; another one is another step
        qint64 done = 0;
        qint64 total = 0;  // an estimate
        Unit unit = Unit::Messages;
    };

    ProgressLine();
    ~ProgressLine();
    Q_DISABLE_COPY_MOVE(ProgressLine)

    void show(const Progress& progress);
    // The step is over, and what is written to standard error from here on has a line of its own. Twice is
    // once.
    void finish();

private:
    QString text(const Progress& progress) const;
    void draw();

    const bool isTerminal_;
    Progress last_;
    QElapsedTimer sinceBegin_;  // of the step; invalid: none is under way
    QElapsedTimer sinceShown_;
};

}  // namespace snug
