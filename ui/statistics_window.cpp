// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics_window.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/chart_panel.h"
#include "ui/connection_bar.h"
#include "ui/figure_tile.h"
#include "ui/figures.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

QString milliseconds(double value)
{
    return QCoreApplication::translate("snug::ui::StatisticsWindow", "%1 ms")
        .arg(QLocale().toString(value, 'f', value < 9.95 ? 1 : 0));
}

}  // namespace

StatisticsWindow::StatisticsWindow(const Theme& theme, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , theme_(theme)
    , rtt_(new FigureTile(theme, tr("Round trip"), this))
    , messages_(new FigureTile(theme, tr("Messages a second"), this))
    , bytes_(new FigureTile(theme, tr("Bytes a second"), this))
    , backlog_(new FigureTile(theme, tr("Waiting to be sent"), this))
    , reconnects_(new FigureTile(theme, tr("Reconnects"), this))
    , missing_(makeLabel(tr("The graphs are not installed; the figures above are complete."), this))
{
    setWindowTitle(tr("Connection statistics"));
    setWindowIcon(applicationIcon());
    setAutoFillBackground(true);
    missing_->setAlignment(Qt::AlignCenter);
    missing_->setWordWrap(true);
    Theme::setText(missing_, TextRole::Body, Colour::Muted);
    missing_->hide();
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(theme.px(10));
    tiles->addWidget(rtt_, 4);
    tiles->addWidget(messages_, 4);
    tiles->addWidget(bytes_, 5);
    tiles->addWidget(backlog_, 4);
    tiles->addWidget(reconnects_, 3);
    body_ = new QVBoxLayout(this);
    body_->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    body_->setSpacing(theme.px(12));
    body_->addLayout(tiles);
    body_->addWidget(missing_, 1);
    resize(theme.px(980), theme.px(640));
    auto* close = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
    connect(&theme, &Theme::changed, this, &StatisticsWindow::applyStyle);
    refreshFigures();
}

StatisticsWindow::~StatisticsWindow() = default;

void StatisticsWindow::setSamples(const QVector<ConnectionSample>& samples)
{
    const qsizetype from = qMax<qsizetype>(0, samples.size() - kSamples);
    samples_.assign(samples.begin() + from, samples.end());
    refresh();
}

void StatisticsWindow::addSample(const ConnectionSample& sample)
{
    samples_.push_back(sample);
    while (samples_.size() > static_cast<std::size_t>(kSamples)) {
        samples_.pop_front();
    }
    refresh();
}

void StatisticsWindow::showEvent(QShowEvent* event)
{
    if (charts_ == nullptr) {
        loadCharts();
    }
    QWidget::showEvent(event);
    refresh();
}

void StatisticsWindow::loadCharts()
{
    QString error;
    ChartPanelFactory* factory = ui::loadCharts(&error);
    if (factory == nullptr) {
        missing_->setToolTip(plainToolTip(error));
        missing_->show();
        return;
    }
    charts_ = factory->make(this);
    body_->addWidget(charts_->widget(), 1);
    missing_->hide();
    applyStyle();
}

void StatisticsWindow::applyStyle()
{
    if (charts_ != nullptr) {
        charts_->setStyle(chartStyleOf(theme_));
    }
}

void StatisticsWindow::refresh()
{
    // Hidden it only collects.
    if (!isVisible()) {
        return;
    }
    refreshFigures();
    if (charts_ != nullptr) {
        charts_->setSamples(QVector<ConnectionSample>(samples_.begin(), samples_.end()));
    }
}

void StatisticsWindow::refreshFigures()
{
    const ConnectionSample now = samples_.empty() ? ConnectionSample() : samples_.back();
    std::vector<double> rtts;
    std::vector<double> messages;
    std::vector<double> bytes;
    std::vector<double> backlogs;
    for (const ConnectionSample& sample : samples_) {
        if (sample.rttMs) {
            rtts.push_back(*sample.rttMs);
        }
        messages.push_back(sample.messagesIn + sample.messagesOut);
        bytes.push_back(sample.bytesIn + sample.bytesOut);
        backlogs.push_back(sample.backlog);
    }
    const auto overTime = [](std::vector<double> values, QString (*text)(double)) {
        const std::optional<Summary> summary = summarise(std::move(values));
        const auto shown = [&](double value) { return summary ? text(value) : QStringLiteral("–"); };
        const Summary s = summary.value_or(Summary());
        return QList<FigureTile::Captioned>{
            {tr("min"), shown(s.least)}, {tr("median"), shown(s.median)}, {tr("p95"), shown(s.p95)}};
    };
    rtt_->setFigures(now.rttMs ? milliseconds(*now.rttMs) : QStringLiteral("–"),
                     overTime(rtts, milliseconds));
    messages_->setFigures(
        QStringLiteral("↓ %1  ↑ %2").arg(rateText(now.messagesIn), rateText(now.messagesOut)),
        overTime(messages, rateText));
    bytes_->setFigures(
        QStringLiteral("↓ %1  ↑ %2").arg(bytesPerSecondText(now.bytesIn), bytesPerSecondText(now.bytesOut)),
        overTime(bytes, bytesPerSecondText));
    backlog_->setFigures(QLocale().toString(now.backlog), overTime(backlogs, rateText));
    reconnects_->setFigures(QLocale().toString(now.reconnects), {});
}

}  // namespace snug::ui
