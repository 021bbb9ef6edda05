// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_sanctions_model.h"

#include "models/admin_text.h"

namespace snug::models {

using ui::SanctionColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::Sanction;
using Model = AdminSanctionsModel;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("What"), Model::tr("A ban keeps out, a mute keeps silent")},
        {Model::tr("Whom"), Model::tr("The name, the address, or the network that it holds for")},
        {Model::tr("Reason"), Model::tr("What the person is told")},
        {Model::tr("By"), Model::tr("Who said so")},
        {Model::tr("Since"), Model::tr("When it was said")},
        {Model::tr("Until"), Model::tr("When it ends by itself")},
    };
}

qint64 toMs(base::WallTime at)
{
    return at.time_since_epoch().count();
}

}  // namespace

AdminSanctionsModel::AdminSanctionsModel(const client::SanctionRows& rows, QObject* parent)
    : AdminTableModel(rows, headers(), parent)
    , rows_(rows)
{
}

int AdminSanctionsModel::count() const
{
    return static_cast<int>(rows_.rows().size());
}

QVariant AdminSanctionsModel::id(int row) const
{
    return rows_.rows().at(row).id;
}

QString AdminSanctionsModel::text(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<SanctionColumn>(column)) {
        case SanctionColumn::Kind:
            return at.kind == Row::Kind::Ban ? tr("Ban") : tr("Mute");
        case SanctionColumn::Subject:
            return at.pattern;
        case SanctionColumn::Reason:
            return at.reason;
        case SanctionColumn::By:
            return at.by;
        case SanctionColumn::Since:
            return timeText(at.at);
        case SanctionColumn::Until:
            return at.until ? timeText(*at.until) : tr("for good");
        case SanctionColumn::Count:
            break;
    }
    return {};
}

QString AdminSanctionsModel::tip(int row, int column) const
{
    if (column != static_cast<int>(SanctionColumn::Subject)) {
        return {};
    }
    return rows_.rows().at(row).subject == Row::Subject::Name ? tr("By name") : tr("By address");
}

QVariant AdminSanctionsModel::order(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<SanctionColumn>(column)) {
        case SanctionColumn::Since:
            return toMs(at.at);
        case SanctionColumn::Until:
            return at.until ? toMs(*at.until) : std::numeric_limits<qint64>::max();
        default:
            return text(row, column);
    }
}

Tone AdminSanctionsModel::tone(int row, int column) const
{
    if (column != static_cast<int>(SanctionColumn::Kind)) {
        return Tone::Plain;
    }
    return rows_.rows().at(row).kind == Row::Kind::Ban ? Tone::Bad : Tone::Warning;
}

}  // namespace snug::models
