// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace snug::ui {

// Rooms one is in first, then the others, each by name; only those whose name or topic holds the filter's
// text.
class RoomFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit RoomFilter(QObject* parent = nullptr);

    void setNeedle(const QString& text);
    // Whether this row of the proxy begins one of the two parts.
    bool beginsSection(const QModelIndex& index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString needle_;
};

}  // namespace snug::ui
