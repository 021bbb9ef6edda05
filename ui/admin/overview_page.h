// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "ui/admin/server_overview.h"
#include "ui/admin_roles.h"

class QAbstractItemModel;
class QVBoxLayout;

namespace snug::ui {

class AdminTable;
class FigureTile;
class ServerGraphs;
class Theme;

// What the server does now: figures, the state of its parts with the reason, and graphs. GUI thread; borrows
// the theme and the model.
class OverviewPage : public QScrollArea {
    Q_OBJECT

public:
    explicit OverviewPage(const Theme& theme, QWidget* parent = nullptr);

    void setOverview(const ServerOverview& overview);
    // Rows in the columns of ProbeColumn; their health is the tone of the column Status. May be null.
    void setProbes(QAbstractItemModel* model);
    ServerGraphs* graphs() const { return graphs_; }

Q_SIGNALS:
    // How many probes are not well.
    void healthChanged(int warnings, int failures);

private:
    void makeTiles(QVBoxLayout* body);
    void makeHealth(QVBoxLayout* body);
    void refreshHealth();

    const Theme& theme_;
    QWidget* content_ = nullptr;
    FigureTile* connections_ = nullptr;
    FigureTile* messages_ = nullptr;
    FigureTile* delivery_ = nullptr;
    FigureTile* processor_ = nullptr;
    FigureTile* backlog_ = nullptr;
    FigureTile* capacity_ = nullptr;
    AdminTable* probes_ = nullptr;
    ServerGraphs* graphs_ = nullptr;
    QAbstractItemModel* model_ = nullptr;
};

}  // namespace snug::ui
