// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// Who is connected, as rows of ui::ConnectionColumn.
class AdminConnectionsModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminConnectionsModel(const client::ConnectionRows& rows, QObject* parent = nullptr);

protected:
    int count() const override;
    QVariant id(int row) const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;

private:
    const client::ConnectionRows& rows_;
};

}  // namespace snug::models
