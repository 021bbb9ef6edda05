// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/typing_line.h"

#include "ui/theme.h"

namespace snug::ui {

TypingLine::TypingLine(const Theme& theme, QWidget* parent)
    : ElidedLabel(parent)
{
    Theme::setText(this, TextRole::Small, Colour::Muted);
    setContentsMargins(theme.px(18), theme.px(2), theme.px(16), theme.px(2));
    setAccessibleName(tr("Who is typing"));
}

void TypingLine::setTypists(const QStringList& nicks)
{
    // A long nick must not hide the word "typing".
    const auto shortened = [this](const QString& nick) {
        return fontMetrics().elidedText(nick, Qt::ElideRight, fontMetrics().averageCharWidth() * 24);
    };
    QString text;
    switch (nicks.size()) {
        case 0:
            break;
        case 1:
            text = tr("%1 is typing…").arg(shortened(nicks.at(0)));
            break;
        case 2:
            text = tr("%1 and %2 are typing…").arg(shortened(nicks.at(0)), shortened(nicks.at(1)));
            break;
        case 3:
            text = tr("%1, %2 and %3 are typing…")
                       .arg(shortened(nicks.at(0)), shortened(nicks.at(1)), shortened(nicks.at(2)));
            break;
        default:
            text = tr("%n people are typing…", nullptr, static_cast<int>(nicks.size()));
    }
    setFullText(text);
}

}  // namespace snug::ui
