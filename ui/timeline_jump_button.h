// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace snug::ui {

class Theme;

// Floats over the timeline's lower right corner: back to the newest message, with the number of those that
// came.
class TimelineJumpButton : public QAbstractButton {
    Q_OBJECT

public:
    TimelineJumpButton(const Theme& theme, QWidget* parent);

    void setCount(int newMessages);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    int count_ = 0;
};

}  // namespace snug::ui
