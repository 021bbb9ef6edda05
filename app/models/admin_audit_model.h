// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "models/admin_table_model.h"

namespace snug::models {

// What was done by who administers, as rows of ui::AuditColumn, the newest first.
class AdminAuditModel final : public AdminTableModel {
    Q_OBJECT

public:
    explicit AdminAuditModel(const client::AuditTrail& trail, QObject* parent = nullptr);

protected:
    int count() const override;
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QVariant order(int row, int column) const override;
    ui::Tone tone(int row, int column) const override;

private:
    const client::AuditTrail& trail_;
};

}  // namespace snug::models
