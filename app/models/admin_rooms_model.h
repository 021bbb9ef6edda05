// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// The rooms of the server, as rows of ui::AdminRoomColumn.
class AdminRoomsModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminRoomsModel(const client::AdminRoomRows& rows, QObject* parent = nullptr);

protected:
    int count() const override;
    QVariant id(int row) const override;
    QString text(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;
    QVariant flag(int row, int role) const override;

private:
    const client::AdminRoomRows& rows_;
};

}  // namespace snug::models
