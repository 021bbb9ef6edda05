// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "client/workspace.h"
#include "models/admin_audit_model.h"
#include "models/admin_connections_model.h"
#include "models/admin_instances_model.h"
#include "models/admin_log_model.h"
#include "models/admin_probes_model.h"
#include "models/admin_rooms_model.h"
#include "models/admin_sanctions_model.h"
#include "models/admin_settings_model.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/sanction_wish.h"

namespace snug::shell {

// The administration window: shows what the client knows of the server, has the client watch what is looked
// at and nothing else, and does what is wished. Part of AdminBinder. GUI thread. Owns the window and the
// models; borrows the rest, which outlives it. Bound: one export at a time.
class AdminWindowBinder : public QObject {
    Q_OBJECT

public:
    AdminWindowBinder(client::Workspace& workspace, const ui::Theme& theme, QObject* parent = nullptr);
    ~AdminWindowBinder() override;

    void show();
    ui::AdminWindow& window() { return window_; }

private:
    void setModels();
    void bindFigures();
    void bindPeople();
    void bindRooms();
    void bindServer();
    void bindAnswers();
    void lookAt(ui::AdminPage page);
    void record(quint64 connection);
    void showHistory();
    void showSample(client::ServerTrend::Span span);
    void impose(const ui::SanctionWish& wish);
    void startExport(const QString& room, const QString& file, bool html);
    void endExport(const QString& sentence);
    // So many wishes are on their way; each is answered.
    void wished(int count = 1);
    void answered();

    client::Workspace& workspace_;
    client::Administration& administration_;
    models::AdminProbesModel probes_;
    models::AdminConnectionsModel connections_;
    models::AdminRoomsModel rooms_;
    models::AdminSanctionsModel sanctions_;
    models::AdminAuditModel audit_;
    models::AdminLogModel log_;
    models::AdminSettingsModel settings_;
    models::AdminInstancesModel instances_;
    ui::AdminWindow window_;  // goes before the models that it shows
    std::unique_ptr<client::RoomExport> export_;
    quint64 recorded_ = 0;
    int unanswered_ = 0;
};

}  // namespace snug::shell
