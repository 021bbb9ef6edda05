// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/person_delegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/avatar.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/row_background.h"
#include "ui/theme.h"

namespace snug::ui {

PersonDelegate::PersonDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , theme_(theme)
{
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const
{
    return {theme_.px(80),
            qMax(theme_.px(38), QFontMetrics(theme_.font(TextRole::Body)).height() + theme_.px(10))};
}

void PersonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const QString nick = singleLine(index.data(PersonRole::Nick).toString());
    const QString userId = index.data(PersonRole::UserId).toString();
    const bool away = index.data(PersonRole::Away).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Colour behind = paintRowBackground(*painter, theme_, option);

    const int side = theme_.px(26);
    const QRect row = option.rect;
    const QRect avatar(row.left() + theme_.px(12), row.center().y() - side / 2, side, side);
    painter->setOpacity(away ? 0.55 : 1.0);
    paintAvatar(*painter, theme_, avatar, nick, userId);
    painter->setOpacity(1.0);

    // The dot is cut out of the avatar by a ring in the colour behind it.
    const int dot = theme_.px(8);
    const int ring = theme_.px(2);
    const QRectF light(avatar.right() - dot + ring, avatar.bottom() - dot + ring, dot, dot);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme_.colour(behind));
    painter->drawEllipse(light.adjusted(-ring, -ring, ring, ring));
    if (away) {
        painter->setPen(QPen(theme_.colour(Colour::Muted), theme_.px(1.6)));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(light.adjusted(1, 1, -1, -1));
    } else {
        painter->setBrush(theme_.colour(Colour::Success));
        painter->drawEllipse(light);
    }

    int right = row.right() - theme_.px(10);
    const int left = avatar.right() + theme_.px(10);
    const QString hint = index.data(PersonRole::Typing).toBool() ? tr("typing…")
                         : index.data(PersonRole::Self).toBool() ? tr("you")
                         : away                                  ? tr("away")
                                                                 : QString();
    if (!hint.isEmpty()) {
        painter->setFont(theme_.font(TextRole::Small));
        const int width = painter->fontMetrics().horizontalAdvance(hint) + 1;
        if (right - width - left > theme_.px(40)) {
            const bool typing = index.data(PersonRole::Typing).toBool();
            painter->setPen(theme_.colour(typing ? Colour::Accent : Colour::Muted));
            painter->drawText(QRect(right - width, row.top(), width, row.height()),
                              Qt::AlignVCenter | Qt::AlignRight, hint);
            right -= width + theme_.px(8);
        }
    }
    painter->setFont(theme_.font(TextRole::Body));
    painter->setPen(theme_.colour(away ? Colour::Muted : Colour::Text));
    const QRect name(left, row.top(), qMax(0, right - left), row.height());
    painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(nick, Qt::ElideRight, name.width()));
    painter->restore();
}

bool PersonDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                               const QStyleOptionViewItem& /*option*/, const QModelIndex& index)
{
    QToolTip::showText(event->globalPos(), plainToolTip(index.data(PersonRole::Nick).toString()), view);
    return true;
}

}  // namespace snug::ui
