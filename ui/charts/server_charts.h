// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QVector>
#include <QWidget>

#include "ui/chart_panel.h"

namespace snug::ui {

class TimeChart;

// The graphs of the administration's overview: one small graph for each thing that a server may run short of.
class ServerCharts : public ServerChartPanel {
public:
    explicit ServerCharts(QWidget* parent);

    QVector<QWidget*> widgets() override;
    void setStyle(const ChartStyle& style) override;
    void setSamples(Span span, const QVector<ServerSample>& samples) override;

private:
    QVector<QPointer<TimeChart>> charts_;  // in the order of the table in the source
};

}  // namespace snug::ui
