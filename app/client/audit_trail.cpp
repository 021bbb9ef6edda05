// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/audit_trail.h"

#include <algorithm>

namespace snug::client {

using protocol::admin::Audit;

namespace {

// How many came in front of what is known. All, when the two do not go together.
qsizetype countNew(const QVector<Audit>& newest, const QVector<Audit>& known)
{
    for (qsizetype fresh = 0; fresh < newest.size(); ++fresh) {
        const qsizetype common = std::min(newest.size() - fresh, known.size());
        if (common > 0 && std::equal(known.begin(), known.begin() + common, newest.begin() + fresh)) {
            return fresh;
        }
    }
    return newest.size();
}

}  // namespace

void AuditTrail::setAll(const QVector<Audit>& newest)
{
    const QVector<Audit> wanted = newest.first(std::min<qsizetype>(kMost, newest.size()));
    const qsizetype fresh = countNew(wanted, rows_);
    dropLast(rows_.size() - std::min(rows_.size(), wanted.size() - fresh));
    if (fresh > 0) {
        Q_EMIT inserting(0, static_cast<int>(fresh) - 1);
        rows_ = wanted.first(fresh) + rows_;
        Q_EMIT inserted();
    }
    // What is new may reach further back as well, when more is asked for than the last time.
    if (const qsizetype further = wanted.size() - rows_.size(); further > 0) {
        const auto first = static_cast<int>(rows_.size());
        Q_EMIT inserting(first, first + static_cast<int>(further) - 1);
        rows_.append(wanted.last(further));
        Q_EMIT inserted();
    }
}

void AuditTrail::dropLast(qsizetype count)
{
    if (count > 0) {
        const auto size = static_cast<int>(rows_.size());
        Q_EMIT removing(size - static_cast<int>(count), size - 1);
        rows_.resize(size - count);
        Q_EMIT removed();
    }
}

}  // namespace snug::client
