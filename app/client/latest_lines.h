// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include "client/row_signals.h"
#include "protocol/admin_values.h"

namespace snug::client {

// The last lines of the server's log, oldest first. GUI thread. Bound: kMost lines, the oldest go.
class LatestLines final : public RowSignals {
    Q_OBJECT

public:
    static constexpr int kMost = 2'000;

    using RowSignals::RowSignals;

    const QVector<protocol::admin::LogLine>& rows() const { return rows_; }

    void append(const QVector<protocol::admin::LogLine>& lines);
    // The next lines begin with the server's latest, which may be here already: those are not taken twice.
    void expectRepeats() { mayRepeat_ = true; }
    void clear();

private:
    void dropFirst(int count);

    QVector<protocol::admin::LogLine> rows_;
    bool mayRepeat_ = false;
};

}  // namespace snug::client
