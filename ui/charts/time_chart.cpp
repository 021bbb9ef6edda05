// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include <QChart>
#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPen>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace snug::ui {

namespace {

// 1, 2 or 5 times a power of ten, at least `value`.
double roundUp(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0}) {
        if (value <= step * power * 1.0001) {
            return step * power;
        }
    }
    return 10 * power;
}

}  // namespace

TimeChart::TimeChart(const QString& title, const QString& first, const QString& second,
                     const QString& unitFormat, QWidget* parent)
    : QChartView(new QChart, parent)
    , title_(title)
    , time_(new QDateTimeAxis(this))
    , height_(new QValueAxis(this))
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(title);
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(160, 120);
    chart()->setTitle(title.toHtmlEscaped());
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setMargins(QMargins(6, 4, 10, 4));
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(8);
    time_->setFormat(QStringLiteral("HH:mm:ss"));
    time_->setTickCount(4);
    height_->setLabelFormat(unitFormat);
    height_->setTickCount(5);
    chart()->addAxis(time_, Qt::AlignBottom);
    chart()->addAxis(height_, Qt::AlignLeft);
    first_ = addLine(first);
    if (!second.isEmpty()) {
        second_ = addLine(second);
    }
    chart()->legend()->setVisible(second_ != nullptr);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeCircle);
}

QLineSeries* TimeChart::addLine(const QString& name)
{
    auto* line = new QLineSeries(this);
    line->setName(name);
    chart()->addSeries(line);
    line->attachAxis(time_);
    line->attachAxis(height_);
    return line;
}

void TimeChart::setTimeFormat(const QString& format)
{
    time_->setFormat(format);
}

void TimeChart::setCompact()
{
    compact_ = true;
    time_->setTickCount(3);
    chart()->legend()->hide();
}

void TimeChart::nameLines(const ChartStyle& style)
{
    const auto named = [](const QLineSeries* line, const QColor& colour) {
        return QStringLiteral("&nbsp; <span style=\"color:%1\">●</span> %2")
            .arg(colour.name(), line->name().toHtmlEscaped());
    };
    chart()->setTitle(title_.toHtmlEscaped() + named(first_, style.first) + named(second_, style.second));
}

void TimeChart::setStyle(const ChartStyle& style)
{
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent;"));
    chart()->setBackgroundBrush(style.background);
    chart()->setBackgroundPen(QPen(style.grid));
    QFont title = style.font;
    title.setWeight(QFont::DemiBold);
    chart()->setTitleFont(title);
    chart()->setTitleBrush(style.text);
    chart()->legend()->setFont(style.font);
    chart()->legend()->setLabelColor(style.muted);
    for (QAbstractAxis* axis : std::initializer_list<QAbstractAxis*>{time_, height_}) {
        axis->setLabelsFont(style.font);
        axis->setLabelsColor(style.muted);
        axis->setGridLineColor(style.grid);
        axis->setLinePenColor(style.grid);
    }
    time_->setGridLineVisible(false);
    first_->setPen(QPen(style.first, 1.8));
    if (second_ != nullptr) {
        second_->setPen(QPen(style.second, 1.8));
        if (compact_) {
            nameLines(style);
        }
    }
}

void TimeChart::setPoints(const QList<QPointF>& first, const QList<QPointF>& second, double least)
{
    double highest = least;
    for (const QList<QPointF>* points : {&first, &second}) {
        for (const QPointF& point : *points) {
            highest = std::max(highest, point.y());
        }
    }
    const double top = roundUp(highest);
    height_->setRange(0, top);
    // Ticks on round figures: five steps to 1, 5 and 10, four to 2; two where there is little room.
    const bool beginsWithTwo = std::abs(top / std::pow(10.0, std::floor(std::log10(top) + 1e-9)) - 2) < 0.01;
    height_->setTickCount(compact_ ? 3 : beginsWithTwo ? 5 : 6);
    const QList<QPointF>& any = first.isEmpty() ? second : first;
    if (!any.isEmpty()) {
        const auto from = static_cast<qint64>(any.first().x());
        const auto to = std::max(static_cast<qint64>(any.last().x()), from + 1000);
        time_->setRange(QDateTime::fromMSecsSinceEpoch(from), QDateTime::fromMSecsSinceEpoch(to));
    }
    first_->replace(first);
    if (second_ != nullptr) {
        second_->replace(second);
    }
}

}  // namespace snug::ui
