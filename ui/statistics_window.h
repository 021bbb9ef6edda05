// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>
#include <deque>
#include <memory>

#include "ui/connection_sample.h"

class QLabel;
class QVBoxLayout;

namespace snug::ui {

class ChartPanel;
class FigureTile;
class Theme;

// Graphs and figures of the connection. GUI thread; borrows the theme. Keeps the last 600 samples. The graphs
// come from a plugin that is loaded when the window is first shown, because Qt Charts would cost every start
// 50 ms.
class StatisticsWindow : public QWidget {
    Q_OBJECT

public:
    static constexpr int kSamples = 600;

    explicit StatisticsWindow(const Theme& theme, QWidget* parent = nullptr);
    ~StatisticsWindow() override;

    // Replaces all, oldest first; for samples taken before the window was opened.
    void setSamples(const QVector<ConnectionSample>& samples);
    void addSample(const ConnectionSample& sample);

    // Whether the graphs could be loaded; known after the first show.
    bool hasCharts() const { return charts_ != nullptr; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void loadCharts();
    void applyStyle();
    void refresh();
    void refreshFigures();

    const Theme& theme_;
    std::deque<ConnectionSample> samples_;
    FigureTile* rtt_ = nullptr;
    FigureTile* messages_ = nullptr;
    FigureTile* bytes_ = nullptr;
    FigureTile* backlog_ = nullptr;
    FigureTile* reconnects_ = nullptr;
    QLabel* missing_ = nullptr;
    QVBoxLayout* body_ = nullptr;
    std::unique_ptr<ChartPanel> charts_;
};

}  // namespace snug::ui
