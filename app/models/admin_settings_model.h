// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// The settings of the server, as rows of ui::SettingColumn.
class AdminSettingsModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminSettingsModel(const client::SettingRows& rows, QObject* parent = nullptr);

protected:
    int count() const override;
    QVariant id(int row) const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant flag(int row, int role) const override;

private:
    const client::SettingRows& rows_;
};

}  // namespace snug::models
