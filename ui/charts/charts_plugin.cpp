// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charts_plugin.h"

#include "ui/charts/connection_charts.h"
#include "ui/charts/server_charts.h"

namespace snug::ui {

std::unique_ptr<ChartPanel> ChartsPlugin::make(QWidget* parent)
{
    return std::make_unique<ConnectionCharts>(parent);
}

std::unique_ptr<ServerChartPanel> ChartsPlugin::makeForServer(QWidget* parent)
{
    return std::make_unique<ServerCharts>(parent);
}

}  // namespace snug::ui
