// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>

#include "ui/colours.h"
#include "ui/preferences.h"

class QWidget;

namespace snug::ui {

// The sizes of text, all relative to the application's font.
enum class TextRole : int { Display, Title, Heading, Strong, Body, Small, Tiny, Count };

// Colours, fonts and sizes of the whole program, and the one place that puts them on the application: Fusion,
// a palette and one generated style sheet. GUI thread. One object, made after QApplication and before any
// widget, outlives every widget; widgets borrow it and repaint on changed().
class Theme : public QObject {
    Q_OBJECT

public:
    // Takes the application's palette and font, as they are now, for the system's.
    explicit Theme(QObject* parent = nullptr);

    // Mode and font scale (clamped to 0.8 … 2.0) in one go, because each application of the style is dear.
    // Applied at once; emits changed() when something differs. Must be called once before widgets are shown.
    void set(ThemeMode mode, double fontScale);
    ThemeMode mode() const { return mode_; }
    double fontScale() const { return fontScale_; }
    bool isDark() const { return dark_; }

    // Looks again whether the system is dark; for when the desktop says that its theme changed.
    void systemChanged();

    QColor colour(Colour what) const { return colourOf(what, dark_); }
    // Of a person, by what never changes about them.
    QColor authorColour(const QString& userId) const;
    QColor avatarColour(const QString& userId) const;

    QFont font(TextRole role) const;
    // `pixels` as drawn for a 10 pt font at 96 dpi, scaled with the real font. Tokens: 4, 8, 12, 16, 24.
    int px(double pixels) const;

    // Marks a label so that the style sheet gives it this size and colour, also after changes.
    static void setText(QWidget* widget, TextRole role, Colour colour = Colour::Text);
    // Sets a property that the style sheet asks for ("primary", "card", "focused", …), also on a visible
    // widget.
    static void setFlag(QWidget* widget, const char* property, bool on = true);

Q_SIGNALS:
    void changed();

private:
    void apply();
    bool systemIsDark() const;

    QFont systemFont_;
    ThemeMode mode_ = ThemeMode::System;
    double fontScale_ = 1.0;
    double pixelScale_ = 1.0;
    bool systemDark_ = false;
    bool dark_ = false;
    bool applied_ = false;
};

}  // namespace snug::ui
