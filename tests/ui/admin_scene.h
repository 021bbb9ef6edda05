// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin_rows.h"
#include "ui/server_sample.h"

namespace snug::ui {
class AdminWindow;
struct ConnectionRecord;
}  // namespace snug::ui

namespace snug::test {

// A server as its administration shows it: all tables, made up. To outlive the window that shows them.
class AdminScene {
public:
    explicit AdminScene(bool withRows = true);

    // Another row in each table, with a name of 200 letters in each cell.
    void fillWithLongNames();
    // Gives the models and figures to the window.
    void fill(ui::AdminWindow& window);
    // The first row of the shown page, if it has rows.
    void chooseFirst(ui::AdminWindow& window) const;

    static QVector<ui::ServerSample> history(ui::Span span, int samples);
    static ui::ConnectionRecord record(quint64 id);

    TableModel connections;
    TableModel rooms;
    TableModel sanctions;
    TableModel audit;
    TableModel logs;
    TableModel settings;
    TableModel instances;
    TableModel probes;

private:
    void addConnections();
    void addRooms();
    void addSanctions();
    void addLogs();
    void addSettings();
    void addServers();
};

}  // namespace snug::test
