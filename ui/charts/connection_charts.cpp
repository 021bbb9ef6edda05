// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/connection_charts.h"

#include <QCoreApplication>
#include <QGridLayout>

#include "ui/charts/time_chart.h"

namespace snug::ui {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("snug::ui::StatisticsWindow", text);
}

}  // namespace

ConnectionCharts::ConnectionCharts(QWidget* parent)
    : box_(new QWidget(parent))
    , rtt_(
          new TimeChart(translate("Round trip, ms"), translate("Round trip"), {}, QStringLiteral("%g"), box_))
    , messages_(new TimeChart(translate("Messages a second"), translate("in"), translate("out"),
                              QStringLiteral("%g"), box_))
    , bytes_(new TimeChart(translate("Kilobytes a second"), translate("in"), translate("out"),
                           QStringLiteral("%g"), box_))
    , backlog_(new TimeChart(translate("Waiting messages and reconnects"), translate("waiting"),
                             translate("reconnects"), QStringLiteral("%g"), box_))
{
    auto* grid = new QGridLayout(box_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(10);
    grid->addWidget(rtt_, 0, 0);
    grid->addWidget(messages_, 0, 1);
    grid->addWidget(bytes_, 1, 0);
    grid->addWidget(backlog_, 1, 1);
}

void ConnectionCharts::setStyle(const ChartStyle& style)
{
    for (TimeChart* chart : {rtt_, messages_, bytes_, backlog_}) {
        chart->setStyle(style);
    }
}

void ConnectionCharts::setSamples(const QVector<ConnectionSample>& samples)
{
    QList<QPointF> rtt;
    QList<QPointF> messagesIn;
    QList<QPointF> messagesOut;
    QList<QPointF> bytesIn;
    QList<QPointF> bytesOut;
    QList<QPointF> backlog;
    QList<QPointF> reconnects;
    for (const ConnectionSample& sample : samples) {
        const auto at = static_cast<double>(sample.at.toMSecsSinceEpoch());
        if (sample.rttMs) {
            rtt.append({at, *sample.rttMs});
        }
        messagesIn.append({at, sample.messagesIn});
        messagesOut.append({at, sample.messagesOut});
        bytesIn.append({at, sample.bytesIn / 1000});
        bytesOut.append({at, sample.bytesOut / 1000});
        backlog.append({at, static_cast<double>(sample.backlog)});
        reconnects.append({at, static_cast<double>(sample.reconnects)});
    }
    rtt_->setPoints(rtt, {}, 1);
    messages_->setPoints(messagesIn, messagesOut, 1);
    bytes_->setPoints(bytesIn, bytesOut, 1);
    backlog_->setPoints(backlog, reconnects, 4);
}

}  // namespace snug::ui
