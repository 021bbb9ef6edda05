// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace snug::ui {

// What a colour is for. Every text colour keeps WCAG AA (4.5) on Window, Sidebar, Raised, Hover and Selected
// in both themes; tests/ui/theme_test.cpp measures it.
enum class Colour : int {
    Window,   // behind the timeline
    Sidebar,  // behind rooms, people, status bar
    Raised,   // cards, fields, menus, dialogs
    Border,   // hairlines
    Outline,  // borders of fields and cards that must be seen (3:1)
    Hover,
    Selected,
    Text,
    Muted,       // second rank: times, topics, counts
    Accent,      // text and icons that act; links; focus
    AccentFill,  // behind OnAccent: the main button, badges
    AccentHover,
    OnAccent,
    Danger,      // text
    DangerFill,  // behind OnDanger: mentions, the new-messages line
    OnDanger,
    Warning,    // text
    Success,    // text, presence dot
    Selection,  // behind selected text
    Count
};

// The colour of one theme.
QColor colourOf(Colour what, bool dark);

// How many different colours people get.
inline constexpr int kAuthorColours = 10;
// A person's name on Window: AA. `slot` is 0 … kAuthorColours − 1.
QColor authorColour(int slot, bool dark);
// Behind white initials, in both themes: AA.
QColor avatarColour(int slot);

// WCAG 2.1: 1 … 21. Both colours opaque.
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace snug::ui
