// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/table_delegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/admin_roles.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

Colour colourOfTone(int tone)
{
    switch (static_cast<Tone>(tone)) {
        case Tone::Plain:
            return Colour::Text;
        case Tone::Good:
            return Colour::Success;
        case Tone::Warning:
            return Colour::Warning;
        case Tone::Bad:
            return Colour::Danger;
    }
    return Colour::Text;
}

}  // namespace

TableDelegate::TableDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , theme_(theme)
{
}

QRect TableDelegate::textBox(const QRect& cell) const
{
    return cell.adjusted(theme_.px(8), 0, -theme_.px(8), 0);
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    painter->save();
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (selected) {
        painter->fillRect(option.rect, theme_.colour(Colour::Selected));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme_.colour(Colour::Border));
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool current = view != nullptr && view->hasFocus() && view->currentIndex().row() == index.row();
    if (current) {
        // The row where the keyboard is; the whole width says it, not one cell.
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1),
                          theme_.colour(Colour::Accent));
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          theme_.colour(Colour::Accent));
    }
    const QRect box = textBox(option.rect);
    const QString text = singleLine(index.data().toString());
    const bool number = numbers_.value(index.column());
    painter->setFont(option.font);
    painter->setPen(theme_.colour(colourOfTone(index.data(AdminRole::Tone).toInt())));
    painter->drawText(
        box,
        static_cast<int>(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(text, Qt::ElideRight, box.width()));
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // A text of others may be endless; a column need not follow it.
    const QString text = index.data().toString().left(200);
    return {option.fontMetrics.horizontalAdvance(text) + 2 * theme_.px(8),
            option.fontMetrics.height() + theme_.px(10)};
}

bool TableDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                              const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid()) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    const QString text = index.data().toString();
    const bool cut = view->fontMetrics().horizontalAdvance(singleLine(text)) > textBox(option.rect).width();
    const QString more = index.data(Qt::ToolTipRole).toString();
    QToolTip::showText(event->globalPos(),
                       plainToolTip(!more.isEmpty() ? more
                                    : cut           ? text
                                                    : QString()),
                       view);
    return true;
}

}  // namespace snug::ui
