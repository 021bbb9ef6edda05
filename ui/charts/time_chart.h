// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>
#include <QList>
#include <QPointF>
#include <array>

#include "ui/chart_panel.h"

class QChart;
class QDateTimeAxis;
class QLineSeries;
class QValueAxis;

namespace snug::ui {

// One graph over time, with one or two lines. Heights begin at 0 and end at a round figure above the highest.
class TimeChart : public QChartView {
    Q_OBJECT

public:
    // `second` empty: one line and no legend.
    TimeChart(const QString& title, const QString& first, const QString& second, const QString& unitFormat,
              QWidget* parent);

    // Of the labels below; "HH:mm:ss" until then.
    void setTimeFormat(const QString& format);
    // For a small graph: fewer labels, and the names of the lines stand in the title.
    void setCompact();
    void setStyle(const ChartStyle& style);
    // x is milliseconds since 1970, ascending. `least` is the smallest top of the scale.
    void setPoints(const QList<QPointF>& first, const QList<QPointF>& second, double least);

private:
    QLineSeries* addLine(const QString& name);
    void nameLines(const ChartStyle& style);

    const QString title_;
    bool compact_ = false;
    QDateTimeAxis* time_ = nullptr;
    QValueAxis* height_ = nullptr;
    QLineSeries* first_ = nullptr;
    QLineSeries* second_ = nullptr;
};

}  // namespace snug::ui
