// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_log_model.h"

#include "models/admin_text.h"

namespace snug::models {

using ui::LogColumn;
using ui::Tone;

namespace {

using Row = protocol::admin::LogLine;
using Model = AdminLogModel;

QVector<AdminTableModel::Header> headers()
{
    return {
        {Model::tr("When"), Model::tr("When it was written")},
        {Model::tr("Level"), Model::tr("How much it matters")},
        {Model::tr("Part"), Model::tr("The part of the server that wrote it")},
        {Model::tr("Text"), Model::tr("What was written")},
    };
}

}  // namespace

AdminLogModel::AdminLogModel(const client::LatestLines& lines, QObject* parent)
    : AdminTableModel(lines, headers(), parent)
    , lines_(lines)
{
}

int AdminLogModel::count() const
{
    return static_cast<int>(lines_.rows().size());
}

QString AdminLogModel::text(int row, int column) const
{
    const Row& at = lines_.rows().at(row);
    switch (static_cast<LogColumn>(column)) {
        case LogColumn::At:
            return clockText(at.at);
        case LogColumn::Level:
            return at.level;
        case LogColumn::Category:
            return at.category;
        case LogColumn::Text:
            return at.text;
        case LogColumn::Count:
            break;
    }
    return {};
}

QString AdminLogModel::tip(int row, int column) const
{
    return column == static_cast<int>(LogColumn::At) ? exactTimeText(lines_.rows().at(row).at) : QString();
}

QVariant AdminLogModel::order(int row, int column) const
{
    return column == static_cast<int>(LogColumn::At)
               ? QVariant(static_cast<qint64>(lines_.rows().at(row).at.time_since_epoch().count()))
               : text(row, column);
}

Tone AdminLogModel::tone(int row, int column) const
{
    const QString& level = lines_.rows().at(row).level;
    if (column != static_cast<int>(LogColumn::Level)) {
        return Tone::Plain;
    }
    return level == u"critical" ? Tone::Bad : level == u"warning" ? Tone::Warning : Tone::Plain;
}

}  // namespace snug::models
