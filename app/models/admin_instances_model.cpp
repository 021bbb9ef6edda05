// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_instances_model.h"

#include "models/admin_text.h"

namespace snug::models {

using ui::InstanceColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::Instance;
using Model = AdminInstancesModel;

constexpr double kSlowSeconds = 0.1;
constexpr double kTooSlowSeconds = 1;
constexpr double kMuchLoad = 0.8;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("Name"), Model::tr("What the server calls itself")},
        {Model::tr("Address"), Model::tr("Where people reach it")},
        {Model::tr("Version"), Model::tr("The version of its program")},
        {Model::tr("Connections"), Model::tr("How many are connected to it")},
        {Model::tr("Load"), Model::tr("Of the connections that it may have")},
        {Model::tr("Lag"), Model::tr("How late the slowest of its threads is")},
        {Model::tr("State"), Model::tr("Whether it takes people, or sends them to the others")},
    };
}

double loadOf(const Row& row)
{
    return row.capacity > 0 ? static_cast<double>(row.connections) / row.capacity : 0;
}

}  // namespace

AdminInstancesModel::AdminInstancesModel(const client::Administration& administration, QObject* parent)
    : AdminTableModel(administration.instances(), headers(), parent)
    , administration_(administration)
{
    connect(&administration, &client::Administration::ownInstanceChanged, this, [this] {
        if (count() > 0) {
            Q_EMIT dataChanged(index(0, 0), index(count() - 1, columnCount() - 1));
        }
    });
}

int AdminInstancesModel::count() const
{
    return static_cast<int>(administration_.instances().rows().size());
}

QVariant AdminInstancesModel::id(int row) const
{
    return at(row).id;
}

QString AdminInstancesModel::text(int row, int column) const
{
    const Row& instance = at(row);
    switch (static_cast<InstanceColumn>(column)) {
        case InstanceColumn::Name:
            return instance.name;
        case InstanceColumn::Address:
            return instance.address;
        case InstanceColumn::Version:
            return instance.version;
        case InstanceColumn::Connections:
            return numberText(instance.connections);
        case InstanceColumn::Load:
            return instance.capacity > 0 ? tr("%1 %").arg(qRound(100 * loadOf(instance))) : QString();
        case InstanceColumn::Lag:
            return spanText(instance.lagSeconds);
        case InstanceColumn::State:
            return instance.draining ? tr("being emptied") : tr("takes people");
        case InstanceColumn::Count:
            break;
    }
    return {};
}

QString AdminInstancesModel::tip(int row, int column) const
{
    const Row& instance = at(row);
    switch (static_cast<InstanceColumn>(column)) {
        case InstanceColumn::Name:
            return flag(row, ui::AdminRole::Mine).toBool()
                       ? tr("Runs since %1; you are connected to it").arg(timeText(instance.since))
                       : tr("Runs since %1").arg(timeText(instance.since));
        case InstanceColumn::Load:
            return instance.capacity > 0
                       ? tr("%1 of %2 connections")
                             .arg(numberText(instance.connections), numberText(instance.capacity))
                       : QString();
        default:
            return {};
    }
}

QVariant AdminInstancesModel::order(int row, int column) const
{
    const Row& instance = at(row);
    switch (static_cast<InstanceColumn>(column)) {
        case InstanceColumn::Connections:
            return instance.connections;
        case InstanceColumn::Load:
            return loadOf(instance);
        case InstanceColumn::Lag:
            return instance.lagSeconds;
        default:
            return text(row, column);
    }
}

Tone AdminInstancesModel::tone(int row, int column) const
{
    const Row& instance = at(row);
    switch (static_cast<InstanceColumn>(column)) {
        case InstanceColumn::Load:
            return loadOf(instance) >= 1           ? Tone::Bad
                   : loadOf(instance) >= kMuchLoad ? Tone::Warning
                                                   : Tone::Plain;
        case InstanceColumn::Lag:
            return instance.lagSeconds >= kTooSlowSeconds ? Tone::Bad
                   : instance.lagSeconds >= kSlowSeconds  ? Tone::Warning
                                                          : Tone::Plain;
        case InstanceColumn::State:
            return instance.draining ? Tone::Warning : Tone::Good;
        default:
            return Tone::Plain;
    }
}

QVariant AdminInstancesModel::flag(int row, int role) const
{
    switch (role) {
        case ui::AdminRole::Draining:
            return at(row).draining;
        case ui::AdminRole::Mine:
            return at(row).id == administration_.ownInstance();
        default:
            return {};
    }
}

}  // namespace snug::models
