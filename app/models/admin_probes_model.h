// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// What the health probes found, as rows of ui::ProbeColumn.
class AdminProbesModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminProbesModel(const client::ProbeRows& rows, QObject* parent = nullptr);

protected:
    int count() const override;
    QVariant id(int row) const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;

private:
    const client::ProbeRows& rows_;
};

}  // namespace snug::models
