// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_delegate.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/avatar.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/row_background.h"
#include "ui/search_row.h"
#include "ui/theme.h"

namespace snug::ui {

SearchDelegate::SearchDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , theme_(theme)
{
}

int SearchDelegate::widthFor(const QStyleOptionViewItem& option) const
{
    const int scrollBar = theme_.px(10);  // as the style sheet has it
    return option.widget != nullptr ? option.widget->width() - scrollBar : option.rect.width();
}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {theme_.px(80), layOutSearchRow(theme_, index, widthFor(option)).height};
}

void SearchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, theme_, option);
    const SearchRow row = layOutSearchRow(theme_, index, widthFor(option));
    const QPoint at = option.rect.topLeft();
    const QString userId = index.data(SearchRole::AuthorId).toString();
    paintAvatar(*painter, theme_, row.avatar.translated(at), index.data(SearchRole::Author).toString(),
                userId);
    painter->setFont(theme_.font(TextRole::Strong));
    painter->setPen(theme_.authorColour(userId));
    painter->drawText(row.authorBox.translated(at), Qt::AlignVCenter | Qt::TextSingleLine, row.author);
    painter->setFont(theme_.font(TextRole::Small));
    painter->setPen(theme_.colour(Colour::Muted));
    painter->drawText(row.whenBox.translated(at), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                      row.when);
    painter->setPen(theme_.colour(Colour::Text));
    row.text->draw(painter, at + row.textAt);
    painter->restore();
}

bool SearchDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                               const QStyleOptionViewItem& /*option*/, const QModelIndex& index)
{
    if (!index.isValid()) {
        QToolTip::hideText();
        return true;
    }
    const QDateTime at = index.data(SearchRole::At).toDateTime().toLocalTime();
    QToolTip::showText(event->globalPos(),
                       plainToolTip(index.data(SearchRole::Author).toString() + QStringLiteral(", ") +
                                    QLocale().toString(at, QLocale::ShortFormat) + u'\n' +
                                    index.data(SearchRole::Text).toString()),
                       view);
    return true;
}

}  // namespace snug::ui
