// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QVector>
#include <QtPlugin>
#include <memory>

#include "ui/connection_sample.h"
#include "ui/server_sample.h"

class QWidget;

namespace snug::ui {

class Theme;

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

// As the theme is now.
ChartStyle chartStyleOf(const Theme& theme);

// The graphs of a connection, behind an interface, because they live in a plugin of their own (ui/charts)
// that is loaded only when a window with graphs opens: linking Qt Charts would cost every start 50 ms.
class ChartPanel {
public:
    virtual ~ChartPanel() = default;

    // Owned by its QWidget parent; the panel must not be used after it is gone.
    virtual QWidget* widget() = 0;
    virtual void setStyle(const ChartStyle& style) = 0;
    // Oldest first.
    virtual void setSamples(const QVector<ConnectionSample>& samples) = 0;
};

// The graphs of a server: small ones, each a widget that its user arranges.
class ServerChartPanel {
public:
    virtual ~ServerChartPanel() = default;

    // Owned by their QWidget parent; the panel must not be used after it is gone.
    virtual QVector<QWidget*> widgets() = 0;
    virtual void setStyle(const ChartStyle& style) = 0;
    // Oldest first.
    virtual void setSamples(Span span, const QVector<ServerSample>& samples) = 0;
};

// What the plugin exports.
class ChartPanelFactory {
public:
    virtual ~ChartPanelFactory() = default;
    virtual std::unique_ptr<ChartPanel> make(QWidget* parent) = 0;
    virtual std::unique_ptr<ServerChartPanel> makeForServer(QWidget* parent) = 0;
};

// The plugin, loaded at the first call; null where it is not installed or does not fit, and then `error` says
// why. GUI thread. It stays loaded until the program ends.
ChartPanelFactory* loadCharts(QString* error);

}  // namespace snug::ui

Q_DECLARE_INTERFACE(snug::ui::ChartPanelFactory, "org.snug.ChartPanelFactory/2")
