// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace snug::ui {

class ElidedLabel;
class Theme;

// One figure of the statistics window: what it is, its value now, what it was over time.
class FigureTile : public QFrame {
    Q_OBJECT

public:
    FigureTile(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    void setFigures(const QString& now, const QString& overTime);

private:
    QString title_;
    ElidedLabel* now_ = nullptr;
    ElidedLabel* overTime_ = nullptr;
};

}  // namespace snug::ui
