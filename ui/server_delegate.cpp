// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server_delegate.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/row_background.h"
#include "ui/theme.h"

namespace snug::ui {

ServerDelegate::ServerDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , theme_(theme)
{
}

QSize ServerDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const
{
    const int lines = QFontMetrics(theme_.font(TextRole::Strong)).height() +
                      QFontMetrics(theme_.font(TextRole::Small)).height();
    return {theme_.px(160), lines + theme_.px(18)};
}

void ServerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const QString address = singleLine(index.data(ServerRole::Address).toString());
    QString name = singleLine(index.data(ServerRole::Name).toString());
    const bool named = !name.isEmpty() && name != address;
    name = named ? name : address;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, theme_, option);

    const QRect row = option.rect.adjusted(theme_.px(16), 0, -theme_.px(16), 0);
    const int icon = theme_.px(20);
    paintIcon(*painter, QRect(row.left(), row.center().y() - icon / 2, icon, icon), QStringLiteral("server"),
              theme_.colour(Colour::Muted));
    int right = row.right();
    const QString when =
        whenText(index.data(ServerRole::LastUsed).toDateTime(), QDateTime::currentDateTime());
    painter->setFont(theme_.font(TextRole::Small));
    if (!when.isEmpty()) {
        const int width = painter->fontMetrics().horizontalAdvance(when) + 1;
        painter->setPen(theme_.colour(Colour::Muted));
        painter->drawText(QRect(right - width, row.top(), width, row.height()), Qt::AlignVCenter, when);
        right -= width + theme_.px(12);
    }
    const int left = row.left() + icon + theme_.px(14);
    const QFont strong = theme_.font(TextRole::Strong);
    const QFont small = theme_.font(TextRole::Small);
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics smallMetrics(small);
    const int height = strongMetrics.height() + (named ? smallMetrics.height() : 0);
    const int top = row.center().y() - height / 2;
    const int width = qMax(0, right - left);
    painter->setFont(strong);
    painter->setPen(theme_.colour(Colour::Text));
    painter->drawText(QRect(left, top, width, strongMetrics.height()), Qt::AlignVCenter | Qt::TextSingleLine,
                      strongMetrics.elidedText(name, Qt::ElideRight, width));
    if (named) {
        painter->setFont(small);
        painter->setPen(theme_.colour(Colour::Muted));
        painter->drawText(QRect(left, top + strongMetrics.height(), width, smallMetrics.height()),
                          Qt::AlignVCenter | Qt::TextSingleLine,
                          smallMetrics.elidedText(address, Qt::ElideMiddle, width));
    }
    painter->restore();
}

bool ServerDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                               const QStyleOptionViewItem& /*option*/, const QModelIndex& index)
{
    const QString name = index.data(ServerRole::Name).toString();
    const QString address = index.data(ServerRole::Address).toString();
    QToolTip::showText(event->globalPos(), plainToolTip(name.isEmpty() ? address : name + u'\n' + address),
                       view);
    return true;
}

QString whenText(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid()) {
        return {};
    }
    const QLocale locale;
    const QDate day = at.toLocalTime().date();
    const qint64 ago = day.daysTo(now.toLocalTime().date());
    if (ago == 0) {
        return timeOfDay(at.toLocalTime().time());
    }
    if (ago == 1) {
        return QCoreApplication::translate("snug::ui", "Yesterday");
    }
    if (ago > 1 && ago < 7) {
        return locale.dayName(day.dayOfWeek());
    }
    return locale.toString(day, QLocale::ShortFormat);
}

}  // namespace snug::ui
