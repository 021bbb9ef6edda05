// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_settings_model.h"

namespace snug::models {

using ui::SettingColumn;

namespace {

using Row = protocol::admin::Setting;
using Model = AdminSettingsModel;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("Setting"), Model::tr("What it is called in the configuration file")},
        {Model::tr("Value"), Model::tr("What counts now")},
        {Model::tr("Standard"), Model::tr("What counts where nothing is set")},
        {Model::tr("Description"), Model::tr("What it does")},
    };
}

}  // namespace

AdminSettingsModel::AdminSettingsModel(const client::SettingRows& rows, QObject* parent)
    : AdminTableModel(rows, headers(), parent)
    , rows_(rows)
{
}

int AdminSettingsModel::count() const
{
    return static_cast<int>(rows_.rows().size());
}

QVariant AdminSettingsModel::id(int row) const
{
    return rows_.rows().at(row).name;
}

QString AdminSettingsModel::text(int row, int column) const
{
    const Row& at = rows_.rows().at(row);
    switch (static_cast<SettingColumn>(column)) {
        case SettingColumn::Name:
            return at.name;
        case SettingColumn::Value:
            return at.value;
        case SettingColumn::Standard:
            return at.standard;
        case SettingColumn::Description:
            return at.description;
        case SettingColumn::Count:
            break;
    }
    return {};
}

QString AdminSettingsModel::tip(int row, int column) const
{
    const bool isValue = column == static_cast<int>(SettingColumn::Value);
    return isValue && !rows_.rows().at(row).changeable ? tr("Cannot be changed while the server runs")
                                                       : QString();
}

QVariant AdminSettingsModel::flag(int row, int role) const
{
    return role == ui::AdminRole::Changeable ? QVariant(rows_.rows().at(row).changeable) : QVariant();
}

}  // namespace snug::models
