// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QVector>

#include "client/row_signals.h"
#include "ui/admin_roles.h"

namespace snug::models {

// A table of the administration over rows of the client, in their order; roles and columns are those of
// ui/admin_roles.h. GUI thread. Borrows the rows, which outlive it. Never resets: each change is told as the
// rows tell it, so that two thousand rows a second cost what is looked at.
class AdminTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    struct Header {
        QString title;
        QString tip;
    };

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

protected:
    AdminTableModel(const client::RowSignals& rows, QVector<Header> headers, QObject* parent);

    // One cell, as one of the columns of the table and a row that is there.
    virtual int count() const = 0;
    // What the row is called on the server; nothing: it has no name.
    virtual QVariant id(int row) const;
    virtual QString text(int row, int column) const = 0;
    // What a text leaves out; empty: nothing.
    virtual QString tip(int row, int column) const;
    // Orders the column; the text where nothing else is said.
    virtual QVariant order(int row, int column) const;
    virtual ui::Tone tone(int row, int column) const;
    // Locked, Draining, Changeable, Mine.
    virtual QVariant flag(int row, int role) const;

private:
    const QVector<Header> headers_;
};

}  // namespace snug::models
