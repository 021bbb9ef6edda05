// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include "client/row_signals.h"
#include "protocol/admin_commands.h"
#include "protocol/admin_values.h"

namespace snug::client {

// What was done by who administers, the newest first. GUI thread. Bound: kMost entries, the oldest go.
class AuditTrail final : public RowSignals {
    Q_OBJECT

public:
    static constexpr int kMost = protocol::admin::kAuditPage;

    using RowSignals::RowSignals;

    const QVector<protocol::admin::Audit>& rows() const { return rows_; }

    // The newest, the newest first: in place of what is known, told as what came in front and went behind.
    void setAll(const QVector<protocol::admin::Audit>& newest);

private:
    void dropLast(qsizetype count);

    QVector<protocol::admin::Audit> rows_;
};

}  // namespace snug::client
