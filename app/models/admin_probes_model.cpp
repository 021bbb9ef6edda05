// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_probes_model.h"

#include <QLocale>

#include "models/admin_text.h"

namespace snug::models {

using protocol::admin::Status;
using ui::ProbeColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::Probe;
using Model = AdminProbesModel;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("Part"), Model::tr("The part of the server, and what is measured of it")},
        {Model::tr("State"), Model::tr("Whether it is well")},
        {Model::tr("Value"), Model::tr("What was measured")},
        {Model::tr("Why"), Model::tr("What is the matter, where it is not well")},
        {Model::tr("Measured"), Model::tr("When it was looked at last")},
    };
}

QString wordOf(Status status)
{
    switch (status) {
        case Status::Pass:
            return Model::tr("well");
        case Status::Warn:
            return Model::tr("look at it");
        case Status::Fail:
            return Model::tr("fails");
    }
    return {};
}

QString valueText(double value, const QString& unit)
{
    if (unit == u"s") {
        return spanText(value);
    }
    if (unit == u"B") {
        return bytesText(static_cast<qint64>(value));
    }
    const QString number = rateText(value);
    return unit.isEmpty() ? number : number + u' ' + unit;
}

}  // namespace

AdminProbesModel::AdminProbesModel(const client::ProbeRows& rows, QObject* parent)
    : AdminTableModel(rows, headers(), parent)
    , rows_(rows)
{
}

int AdminProbesModel::count() const
{
    return static_cast<int>(rows_.rows().size());
}

QVariant AdminProbesModel::id(int row) const
{
    return rows_.rows().at(row).name;
}

QString AdminProbesModel::text(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<ProbeColumn>(column)) {
        case ProbeColumn::Name:
            return at.name;
        case ProbeColumn::Status:
            return wordOf(at.status);
        case ProbeColumn::Value:
            return at.value ? valueText(*at.value, at.unit) : QString();
        case ProbeColumn::Reason:
            return at.reason;
        case ProbeColumn::At:
            return at.at ? clockText(*at.at) : tr("not yet");
        case ProbeColumn::Count:
            break;
    }
    return {};
}

QString AdminProbesModel::tip(int row, int column) const
{
    const auto& at = rows_.rows().at(row).at;
    return column == static_cast<int>(ProbeColumn::At) && at ? exactTimeText(*at) : QString();
}

QVariant AdminProbesModel::order(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<ProbeColumn>(column)) {
        case ProbeColumn::Status:
            return static_cast<int>(at.status);
        case ProbeColumn::Value:
            return at.value.value_or(-1);
        case ProbeColumn::At:
            return static_cast<qint64>(at.at.value_or(base::WallTime{}).time_since_epoch().count());
        default:
            return text(row, column);
    }
}

Tone AdminProbesModel::tone(int row, int column) const
{
    if (column != static_cast<int>(ProbeColumn::Status)) {
        return Tone::Plain;
    }
    switch (rows_.rows().at(row).status) {
        case Status::Pass:
            return Tone::Good;
        case Status::Warn:
            return Tone::Warning;
        case Status::Fail:
            return Tone::Bad;
    }
    return Tone::Plain;
}

}  // namespace snug::models
