// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>

namespace snug::ui {

class Theme;

// A small line of figures over time, without axes; what it comes to stands in words beside it. Begins at 0.
// GUI thread; borrows the theme. Keeps the last 240 figures.
class Sparkline : public QWidget {
    Q_OBJECT

public:
    static constexpr int kFigures = 240;

    explicit Sparkline(const Theme& theme, QWidget* parent = nullptr);

    // Oldest first.
    void setFigures(const QVector<double>& figures);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    QVector<double> figures_;
};

}  // namespace snug::ui
