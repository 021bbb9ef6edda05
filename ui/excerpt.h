// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <QTextOption>

#include "ui/roles.h"

namespace snug::ui {

// A text in a few lines, cut with "…" so that the first of the found words is in sight. Pure.
struct Excerpt {
    QString text;
    TextSpans found;  // in the excerpt's own text
};

// Line breaks become spaces. Fits into `lines` lines of `width` pixels when it is laid out in this font with
// excerptWrapping(). Looks at no more of a long text than can be shown.
Excerpt excerptOf(const QString& text, const TextSpans& found, const QFont& font, int width, int lines);

QTextOption excerptWrapping(const QString& text);

}  // namespace snug::ui
