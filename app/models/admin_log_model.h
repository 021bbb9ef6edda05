// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// The server's log, as rows of ui::LogColumn, the oldest first.
class AdminLogModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminLogModel(const client::LatestLines& lines, QObject* parent = nullptr);

protected:
    int count() const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;

private:
    const client::LatestLines& lines_;
};

}  // namespace snug::models
