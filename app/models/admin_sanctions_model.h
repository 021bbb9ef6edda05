// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// Bans and mutes, as rows of ui::SanctionColumn.
class AdminSanctionsModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminSanctionsModel(const client::SanctionRows& rows, QObject* parent = nullptr);

protected:
    int count() const override;
    QVariant id(int row) const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;

private:
    const client::SanctionRows& rows_;
};

}  // namespace snug::models
