// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/chart_panel.h"

namespace snug::ui {

// The door of the plugin.
class ChartsPlugin : public QObject, public ChartPanelFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.snug.ChartPanelFactory/2")
    Q_INTERFACES(snug::ui::ChartPanelFactory)

public:
    std::unique_ptr<ChartPanel> make(QWidget* parent) override;
    std::unique_ptr<ServerChartPanel> makeForServer(QWidget* parent) override;
};

}  // namespace snug::ui
