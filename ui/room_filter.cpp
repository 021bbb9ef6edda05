// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/room_filter.h"

#include "ui/roles.h"

namespace snug::ui {

RoomFilter::RoomFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
    sort(0);
}

void RoomFilter::setNeedle(const QString& text)
{
    QString needle = text.trimmed();
    if (needle.startsWith(u'#')) {
        needle.remove(0, 1);
    }
    if (needle != needle_) {
        needle_ = needle;
        invalidateFilter();
    }
}

bool RoomFilter::beginsSection(const QModelIndex& index) const
{
    if (index.row() == 0) {
        return true;
    }
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    return above.data(RoomRole::Joined).toBool() != index.data(RoomRole::Joined).toBool();
}

bool RoomFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (needle_.isEmpty()) {
        return true;
    }
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(RoomRole::Name).toString().contains(needle_, Qt::CaseInsensitive) ||
           index.data(RoomRole::Topic).toString().contains(needle_, Qt::CaseInsensitive);
}

bool RoomFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const bool joined = left.data(RoomRole::Joined).toBool();
    if (joined != right.data(RoomRole::Joined).toBool()) {
        return joined;
    }
    const QString a = left.data(RoomRole::Name).toString();
    const QString b = right.data(RoomRole::Name).toString();
    const int order = QString::localeAwareCompare(a, b);
    return order != 0 ? order < 0 : a < b;
}

}  // namespace snug::ui
