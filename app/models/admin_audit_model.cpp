// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_audit_model.h"

#include "models/admin_text.h"
#include "protocol/codes.h"

namespace snug::models {

using ui::AuditColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::Audit;
using Model = AdminAuditModel;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("When"), Model::tr("When it was done")},
        {Model::tr("Who"), Model::tr("Who did it, or tried to")},
        {Model::tr("What"), Model::tr("What was done")},
        {Model::tr("To what"), Model::tr("The person, room or setting, and what goes with it")},
        {Model::tr("Result"), Model::tr("Whether it was done, or why not")},
    };
}

bool wasDone(const Row& row)
{
    return row.result == u"ok";
}

}  // namespace

AdminAuditModel::AdminAuditModel(const client::AuditTrail& trail, QObject* parent)
    : AdminTableModel(trail, headers(), parent)
    , trail_(trail)
{
}

int AdminAuditModel::count() const
{
    return static_cast<int>(trail_.rows().size());
}

QString AdminAuditModel::text(int row, int column) const
{
    const Row& at = trail_.rows().at(row);
    switch (static_cast<AuditColumn>(column)) {
        case AuditColumn::At:
            return clockText(at.at);
        case AuditColumn::Who:
            return at.by.nick;
        case AuditColumn::Action:
            return at.action;
        case AuditColumn::Target:
            return at.detail.isEmpty()   ? at.target
                   : at.target.isEmpty() ? at.detail
                                         : tr("%1: %2", "what, detail").arg(at.target, at.detail);
        case AuditColumn::Result:
            return wasDone(at) ? tr("done") : at.result;
        case AuditColumn::Count:
            break;
    }
    return {};
}

QString AdminAuditModel::tip(int row, int column) const
{
    const Row& at = trail_.rows().at(row);
    switch (static_cast<AuditColumn>(column)) {
        case AuditColumn::At:
            return exactTimeText(at.at);
        case AuditColumn::Who:
            return tr("%1, from %2").arg(at.by.user, at.address);
        case AuditColumn::Result: {
            const auto code = protocol::errorFromWord(at.result);
            return code ? protocol::defaultMessage(*code) : QString();
        }
        default:
            return {};
    }
}

QVariant AdminAuditModel::order(int row, int column) const
{
    return column == static_cast<int>(AuditColumn::At)
               ? QVariant(static_cast<qint64>(trail_.rows().at(row).at.time_since_epoch().count()))
               : text(row, column);
}

Tone AdminAuditModel::tone(int row, int column) const
{
    return column == static_cast<int>(AuditColumn::Result) && !wasDone(trail_.rows().at(row)) ? Tone::Warning
                                                                                              : Tone::Plain;
}

}  // namespace snug::models
