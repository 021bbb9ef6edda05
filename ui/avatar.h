// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QPainter;

namespace snug::ui {

class Theme;

// One or two letters that stand for a nick: "ada lovelace" → "AL", "ada" → "A". Emoji stay whole.
QString initialsOf(const QString& nick);

// A circle in the person's colour with the initials.
void paintAvatar(QPainter& painter, const Theme& theme, const QRect& box, const QString& nick,
                 const QString& userId);

}  // namespace snug::ui
