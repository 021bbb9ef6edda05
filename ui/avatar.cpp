// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/avatar.h"

#include <QPainter>
#include <QTextBoundaryFinder>

#include "ui/theme.h"

namespace snug::ui {

namespace {

// The first character as a person sees it: a letter with its marks, an emoji with its modifiers.
QString firstCharacter(const QString& word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end) : QString();
}

}  // namespace

QString initialsOf(const QString& nick)
{
    QStringList letters;
    for (const QString& word : nick.split(u' ', Qt::SkipEmptyParts)) {
        const QString first = firstCharacter(word);
        if (!first.isEmpty()) {
            letters << first.toUpper();
        }
    }
    if (letters.isEmpty()) {
        return QStringLiteral("?");
    }
    return letters.size() == 1 ? letters.first() : letters.first() + letters.last();
}

void paintAvatar(QPainter& painter, const Theme& theme, const QRect& box, const QString& nick,
                 const QString& userId)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.avatarColour(userId));
    painter.drawEllipse(box);
    QFont font = theme.font(TextRole::Strong);
    const QString initials = initialsOf(nick);
    font.setPixelSize(qMax(6, qRound(box.height() * (initials.size() > 1 ? 0.38 : 0.46))));
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, initials);
    painter.restore();
}

}  // namespace snug::ui
