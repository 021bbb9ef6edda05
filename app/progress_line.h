// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QString>
#include <cstdio>

#include "host/migration.h"

namespace snug {

// How far a migration is, for people, on standard error: on a terminal a bar that is drawn over again, at
// most ten times a second; elsewhere a line every few seconds.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    Q_DISABLE_COPY_MOVE(ProgressLine)

    void show(const host::MigrationProgress& progress);

private:
    QString text(const host::MigrationProgress& progress) const;
    void draw();
    void finish();

    const bool isTerminal_;
    host::MigrationProgress last_;
    QElapsedTimer sinceBegin_;  // of the step; invalid: none is under way
    QElapsedTimer sinceShown_;
};

}  // namespace snug
