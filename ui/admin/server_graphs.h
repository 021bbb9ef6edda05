// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>
#include <array>
#include <memory>

#include "ui/server_sample.h"

class QButtonGroup;
class QLabel;

namespace snug::ui {

class ServerChartPanel;
class Theme;
class TileGrid;

// The graphs of a server, with a switch of how far back they go. GUI thread; borrows the theme. Keeps
// samplesOf() samples a span. The graphs come from a plugin that is loaded when they are first shown; without
// it a line says so.
class ServerGraphs : public QWidget {
    Q_OBJECT

public:
    explicit ServerGraphs(const Theme& theme, QWidget* parent = nullptr);
    ~ServerGraphs() override;

    // Replaces all of the span, oldest first.
    void setHistory(Span span, const QVector<ServerSample>& samples);
    void addSample(Span span, const ServerSample& sample);

    Span span() const { return span_; }
    int kept(Span span) const { return static_cast<int>(samples_.at(static_cast<std::size_t>(span)).size()); }
    // Whether the graphs could be loaded; known after the first show.
    bool hasCharts() const { return charts_ != nullptr; }

Q_SIGNALS:
    // A person chose another span: its history is what is wanted.
    void spanChosen(Span span);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeSwitch();
    void load();
    void applyStyle();
    void refresh();

    const Theme& theme_;
    Span span_ = Span::Minute;
    std::array<QVector<ServerSample>, 3> samples_;
    QWidget* switch_ = nullptr;
    QButtonGroup* spans_ = nullptr;
    QLabel* missing_ = nullptr;
    TileGrid* grid_ = nullptr;
    std::unique_ptr<ServerChartPanel> charts_;
};

}  // namespace snug::ui
