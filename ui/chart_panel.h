// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QVector>
#include <QtPlugin>
#include <memory>

#include "ui/connection_sample.h"

class QWidget;

namespace snug::ui {

// What the charts need of the theme.
struct ChartStyle {
    QColor background;
    QColor text;
    QColor muted;
    QColor grid;
    QColor first;
    QColor second;
    QFont font;
};

// The graphs, behind an interface, because they live in a plugin of their own (ui/charts) that is loaded only
// when the statistics window opens: linking Qt Charts would cost every start 50 ms.
class ChartPanel {
public:
    virtual ~ChartPanel() = default;

    // Owned by its QWidget parent; the panel must not be used after it is gone.
    virtual QWidget* widget() = 0;
    virtual void setStyle(const ChartStyle& style) = 0;
    // Oldest first.
    virtual void setSamples(const QVector<ConnectionSample>& samples) = 0;
};

// What the plugin exports.
class ChartPanelFactory {
public:
    virtual ~ChartPanelFactory() = default;
    virtual std::unique_ptr<ChartPanel> make(QWidget* parent) = 0;
};

}  // namespace snug::ui

Q_DECLARE_INTERFACE(snug::ui::ChartPanelFactory, "org.snug.ChartPanelFactory/1")
