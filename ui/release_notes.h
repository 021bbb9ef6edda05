// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace snug::ui {

// What one version of Snug brought.
struct ReleaseNotes {
    QString title;  // "0.2.0 (2026-12-01)"
    QStringList points;

    friend bool operator==(const ReleaseNotes&, const ReleaseNotes&) = default;
};

}  // namespace snug::ui
