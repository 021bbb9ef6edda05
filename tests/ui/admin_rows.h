// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>
#include <memory>

#include "ui/admin_roles.h"

namespace snug::test {

using TableModel = std::unique_ptr<QStandardItemModel>;

// A cell as a model of the administration gives it: what it says, how it orders, how good or bad it is.
struct Cell {
    QString text;
    QVariant sort = {};
    ui::Tone tone = ui::Tone::Plain;
};

inline Cell number(qlonglong value)
{
    return {QString::number(value), value};
}

inline QList<QStandardItem*> tableRow(const QVariant& id, const QVector<Cell>& cells)
{
    QList<QStandardItem*> row;
    for (const Cell& cell : cells) {
        auto* item = new QStandardItem(cell.text);
        item->setData(id, ui::AdminRole::Id);
        item->setData(cell.sort.isValid() ? cell.sort : QVariant(cell.text), ui::AdminRole::Sort);
        item->setData(static_cast<int>(cell.tone), ui::AdminRole::Tone);
        row << item;
    }
    return row;
}

inline TableModel tableOf(const QStringList& headers)
{
    auto model = std::make_unique<QStandardItemModel>();
    model->setHorizontalHeaderLabels(headers);
    return model;
}

// A role of the whole row.
inline void markRow(QStandardItemModel& model, int row, int role, const QVariant& value)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        model.item(row, column)->setData(value, role);
    }
}

inline TableModel connectionTable()
{
    using namespace Qt::StringLiterals;
    return tableOf({u"Who"_s, u"Address"_s, u"Client"_s, u"Rooms"_s, u"Round trip"_s, u"Msgs in"_s,
                    u"Msgs out"_s, u"Bytes in"_s, u"Bytes out"_s, u"Backlog"_s, u"Idle"_s, u"TLS"_s});
}

inline QList<QStandardItem*> connectionRow(quint64 id, const QString& who, const QString& address,
                                           qlonglong rate)
{
    using namespace Qt::StringLiterals;
    return tableRow(id, {{who},
                         {address},
                         {u"snug 0.9.0"_s},
                         number(3),
                         {u"%1 ms"_s.arg(4 + id % 30), static_cast<qlonglong>(4 + id % 30),
                          id % 30 > 25 ? ui::Tone::Warning : ui::Tone::Plain},
                         number(rate),
                         number(rate * 7),
                         {u"1.2 kB/s"_s, 1200},
                         {u"8.4 kB/s"_s, 8400},
                         {id % 40 == 7 ? u"812 kB"_s : u"0 B"_s, id % 40 == 7 ? 812'000 : 0,
                          id % 40 == 7 ? ui::Tone::Bad : ui::Tone::Plain},
                         {u"12 s"_s, 12},
                         {u"1.3"_s}});
}

}  // namespace snug::test
