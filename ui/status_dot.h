// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/colours.h"

namespace snug::ui {

class Theme;

// A small round light. Its meaning always stands beside it in words, so it is nothing to a screen reader.
class StatusDot : public QWidget {
    Q_OBJECT

public:
    explicit StatusDot(const Theme& theme, QWidget* parent = nullptr);

    void setColour(Colour colour);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    Colour colour_ = Colour::Muted;
};

}  // namespace snug::ui
