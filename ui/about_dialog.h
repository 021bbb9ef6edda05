// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace snug::ui {

class Theme;

// What Snug is, its version and licence.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(const Theme& theme, QWidget* parent = nullptr);
};

}  // namespace snug::ui
