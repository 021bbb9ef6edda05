// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/chart_panel.h"

namespace snug::ui {

class TimeChart;

// The four graphs of the statistics window.
class ConnectionCharts : public ChartPanel {
public:
    explicit ConnectionCharts(QWidget* parent);

    QWidget* widget() override { return box_; }
    void setStyle(const ChartStyle& style) override;
    void setSamples(const QVector<ConnectionSample>& samples) override;

private:
    QPointer<QWidget> box_;
    TimeChart* rtt_ = nullptr;
    TimeChart* messages_ = nullptr;
    TimeChart* bytes_ = nullptr;
    TimeChart* backlog_ = nullptr;
};

}  // namespace snug::ui
