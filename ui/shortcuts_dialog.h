// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

namespace snug::ui {

class Theme;

// One line of the overview.
struct ShortcutLine {
    QString keys;
    QString what;
};

// F1: what can be done by keyboard.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    ShortcutsDialog(const Theme& theme, const QList<ShortcutLine>& lines, QWidget* parent = nullptr);
};

}  // namespace snug::ui
