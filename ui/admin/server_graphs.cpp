// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/server_graphs.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/admin/tile_grid.h"
#include "ui/chart_panel.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

ServerGraphs::ServerGraphs(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , switch_(new QWidget(this))
    , spans_(new QButtonGroup(this))
    , missing_(makeLabel(tr("The graphs are not installed; the figures above are complete."), this))
    , grid_(new TileGrid(theme.px(240), 4, theme.px(10), this))
{
    Theme::setText(missing_, TextRole::Body, Colour::Muted);
    missing_->setWordWrap(true);
    missing_->hide();
    makeSwitch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(8));
    layout->addWidget(switch_);
    layout->addWidget(missing_);
    layout->addWidget(grid_);
    connect(&theme, &Theme::changed, this, &ServerGraphs::applyStyle);
}

ServerGraphs::~ServerGraphs() = default;

void ServerGraphs::makeSwitch()
{
    QLabel* heading = makeLabel(tr("Over time"), switch_);
    Theme::setText(heading, TextRole::Heading);
    auto* layout = new QHBoxLayout(switch_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme_.px(2));
    layout->addWidget(heading);
    layout->addStretch(1);
    const std::pair<Span, QString> choices[] = {
        {Span::Minute, tr("Minute")}, {Span::Hour, tr("Hour")}, {Span::Day, tr("Day")}};
    for (const auto& [span, word] : choices) {
        auto* button = new QToolButton(switch_);
        button->setText(word);
        button->setAccessibleName(tr("Graphs of the last: %1").arg(word));
        button->setCheckable(true);
        button->setChecked(span == span_);
        button->setFocusPolicy(Qt::TabFocus);
        spans_->addButton(button, static_cast<int>(span));
        layout->addWidget(button);
    }
    connect(spans_, &QButtonGroup::idClicked, this, [this](int id) {
        span_ = static_cast<Span>(id);
        refresh();
        Q_EMIT spanChosen(span_);
    });
}

void ServerGraphs::setHistory(Span span, const QVector<ServerSample>& samples)
{
    samples_.at(static_cast<std::size_t>(span)) =
        samples.mid(qMax<qsizetype>(0, samples.size() - samplesOf(span)));
    refresh();
}

void ServerGraphs::addSample(Span span, const ServerSample& sample)
{
    QVector<ServerSample>& kept = samples_.at(static_cast<std::size_t>(span));
    kept.append(sample);
    kept.remove(0, qMax<qsizetype>(0, kept.size() - samplesOf(span)));
    if (span == span_) {
        refresh();
    }
}

void ServerGraphs::showEvent(QShowEvent* event)
{
    if (charts_ == nullptr) {
        load();
    }
    QWidget::showEvent(event);
    refresh();
}

void ServerGraphs::load()
{
    QString error;
    ChartPanelFactory* factory = loadCharts(&error);
    missing_->setVisible(factory == nullptr);
    missing_->setToolTip(plainToolTip(error));
    switch_->setVisible(factory != nullptr);
    if (factory == nullptr) {
        return;
    }
    charts_ = factory->makeForServer(grid_);
    for (QWidget* chart : charts_->widgets()) {
        chart->setMinimumHeight(theme_.px(150));
        grid_->add(chart);
    }
    applyStyle();
}

void ServerGraphs::applyStyle()
{
    if (charts_ != nullptr) {
        charts_->setStyle(chartStyleOf(theme_));
    }
}

void ServerGraphs::refresh()
{
    // Hidden it only collects.
    if (charts_ != nullptr && isVisible()) {
        charts_->setSamples(span_, samples_.at(static_cast<std::size_t>(span_)));
    }
}

}  // namespace snug::ui
