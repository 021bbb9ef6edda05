// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// The servers that are one together, as rows of ui::InstanceColumn.
class AdminInstancesModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminInstancesModel(const client::Administration& administration, QObject* parent = nullptr);

protected:
    int count() const override;
    QVariant id(int row) const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;
    QVariant flag(int row, int role) const override;

private:
    const protocol::admin::Instance& at(int row) const { return administration_.instances().rows().at(row); }

    const client::Administration& administration_;
};

}  // namespace snug::models
