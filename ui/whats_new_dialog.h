// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QVector>

#include "ui/release_notes.h"

namespace snug::ui {

class Theme;

// What came with the versions of Snug, the newest first.
class WhatsNewDialog : public QDialog {
    Q_OBJECT

public:
    WhatsNewDialog(const Theme& theme, const QVector<ReleaseNotes>& releases, QWidget* parent = nullptr);
};

}  // namespace snug::ui
