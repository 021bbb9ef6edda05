// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/server_charts.h"

#include <QCoreApplication>
#include <array>

#include "ui/charts/time_chart.h"

namespace snug::ui {

namespace {

// One graph: its title, its lines, which figures they are, what they are divided by, and the least top of
// its scale.
struct Graph {
    const char* title;
    const char* first;
    const char* second;  // empty: one line
    double ServerSample::*firstFigure;
    double ServerSample::*secondFigure;
    double unit;
    double least;
};

constexpr const char* kContext = "snug::ui::AdminWindow";

constexpr std::array<Graph, 8> kGraphs = {{
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Connections"), "", "", &ServerSample::connections, nullptr,
     1, 5},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Messages a second"),
     QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "in"), QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "out"),
     &ServerSample::messagesIn, &ServerSample::messagesOut, 1, 1},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Delivery, ms"),
     QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "median"), "p99", &ServerSample::deliveryP50Ms,
     &ServerSample::deliveryP99Ms, 1, 1},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Commit, ms"), "", "", &ServerSample::commitMs, nullptr, 1,
     1},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Processor, %"), "", "", &ServerSample::cpuPercent, nullptr,
     1, 10},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Memory, MB"), "", "", &ServerSample::memoryBytes, nullptr,
     1e6, 10},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Waiting to be sent, kB"), "", "",
     &ServerSample::backlogBytes, nullptr, 1e3, 1},
    {QT_TRANSLATE_NOOP("snug::ui::AdminWindow", "Errors a second"), "", "", &ServerSample::errors, nullptr, 1,
     1},
}};

QString translate(const char* text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate(kContext, text);
}

QList<QPointF> pointsOf(const QVector<ServerSample>& samples, double ServerSample::*figure, double unit)
{
    QList<QPointF> points;
    if (figure == nullptr) {
        return points;
    }
    points.reserve(samples.size());
    for (const ServerSample& sample : samples) {
        points.append({static_cast<double>(sample.at.toMSecsSinceEpoch()), sample.*figure / unit});
    }
    return points;
}

}  // namespace

ServerCharts::ServerCharts(QWidget* parent)
{
    for (const Graph& graph : kGraphs) {
        auto* chart = new TimeChart(translate(graph.title), translate(graph.first), translate(graph.second),
                                    QStringLiteral("%g"), parent);
        chart->setCompact();
        charts_.append(chart);
    }
}

QVector<QWidget*> ServerCharts::widgets()
{
    return {charts_.begin(), charts_.end()};
}

void ServerCharts::setStyle(const ChartStyle& style)
{
    for (TimeChart* chart : std::as_const(charts_)) {
        chart->setStyle(style);
    }
}

void ServerCharts::setSamples(Span span, const QVector<ServerSample>& samples)
{
    for (std::size_t i = 0; i < kGraphs.size(); ++i) {
        const Graph& graph = kGraphs.at(i);
        TimeChart* chart = charts_.at(static_cast<qsizetype>(i));
        chart->setTimeFormat(span == Span::Minute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
        chart->setPoints(pointsOf(samples, graph.firstFigure, graph.unit),
                         pointsOf(samples, graph.secondFigure, graph.unit), graph.least);
    }
}

}  // namespace snug::ui
