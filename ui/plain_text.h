// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTime>

class QLabel;
class QWidget;

namespace snug::ui {

// Text of others as a tooltip: escaped so that Qt never takes it for markup, wrapped, cut at 500 characters.
QString plainToolTip(const QString& text);

// Line breaks and tabs become spaces.
QString singleLine(const QString& text);

// The time of day in the person's own way, without seconds.
QString timeOfDay(const QTime& time);

// For wrapping labels: a word longer than 20 characters may break, so that it cannot widen a window.
QString breakable(const QString& text);

// For texts that Qt searches for '&' mnemonics: menus and buttons.
QString withoutMnemonic(const QString& text);

// A label that can never show markup. Every label of the program is made here or is an ElidedLabel.
QLabel* makeLabel(const QString& text = {}, QWidget* parent = nullptr);

}  // namespace snug::ui
