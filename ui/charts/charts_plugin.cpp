// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charts_plugin.h"

#include "ui/charts/connection_charts.h"

namespace snug::ui {

std::unique_ptr<ChartPanel> ChartsPlugin::make(QWidget* parent)
{
    return std::make_unique<ConnectionCharts>(parent);
}

}  // namespace snug::ui
