// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include "client/version.h"
#include "ui/release_notes.h"

namespace snug::shell {

// A version of Snug in its CHANGELOG.md.
struct Release {
    client::Version version;
    ui::ReleaseNotes notes;
};

// The releases of a text of that form: "## VERSION (DATE)", then points that begin with "- " and may go on,
// indented, on the next lines. Marks of code are taken out; what is not of that form is left out. Pure.
QVector<Release> readChangelog(const QString& text);

// The one of this program, newest first.
QVector<Release> ownChangelog();

// What came after `version`; all of it where that is none.
QVector<ui::ReleaseNotes> notesSince(const QVector<Release>& releases,
                                     const std::optional<client::Version>& version);

}  // namespace snug::shell
