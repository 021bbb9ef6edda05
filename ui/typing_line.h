// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/elided_label.h"

namespace snug::ui {

class Theme;

// "ada and bob are typing…". Keeps its height when empty, so that nothing jumps.
class TypingLine : public ElidedLabel {
    Q_OBJECT

public:
    explicit TypingLine(const Theme& theme, QWidget* parent = nullptr);

    // Nicks of others; with more than three only their number is told.
    void setTypists(const QStringList& nicks);
};

}  // namespace snug::ui
