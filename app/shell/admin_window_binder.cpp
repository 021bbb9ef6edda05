// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/admin_window_binder.h"

#include "shell/admin_figures.h"
#include "ui/admin/audit_page.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/settings_page.h"

namespace snug::shell {

namespace {

using client::AdminDeed;
using client::Administration;
using client::ServerTrend;
using protocol::admin::Sanction;
using ui::AdminPage;

ui::Span shown(ServerTrend::Span span)
{
    switch (span) {
        case ServerTrend::Span::Minute:
            return ui::Span::Minute;
        case ServerTrend::Span::Hour:
            return ui::Span::Hour;
        case ServerTrend::Span::Day:
            return ui::Span::Day;
    }
    return ui::Span::Minute;
}

}  // namespace

AdminWindowBinder::AdminWindowBinder(client::Workspace& workspace, const ui::Theme& theme, QObject* parent)
    : QObject(parent)
    , workspace_(workspace)
    , administration_(workspace.administration())
    , probes_(administration_.probes())
    , connections_(administration_.connections())
    , rooms_(administration_.rooms())
    , sanctions_(administration_.sanctions())
    , audit_(administration_.audit())
    , log_(administration_.log())
    , settings_(administration_.settings())
    , instances_(administration_)
    , window_(theme)
{
    setModels();
    bindFigures();
    bindPeople();
    bindRooms();
    bindServer();
    bindAnswers();
    connect(&window_, &ui::AdminWindow::pageShown, this, &AdminWindowBinder::lookAt);
    connect(&window_, &ui::AdminWindow::hidden, this, [this] { administration_.lookAt({}); });
}

AdminWindowBinder::~AdminWindowBinder()
{
    window_.disconnect(this);
    administration_.lookAt({});
}

void AdminWindowBinder::show()
{
    window_.show();
    window_.raise();
    window_.activateWindow();
}

void AdminWindowBinder::setModels()
{
    window_.overview()->setProbes(&probes_);
    window_.connections()->setModel(&connections_);
    window_.rooms()->setModel(&rooms_);
    window_.sanctions()->setModel(&sanctions_);
    window_.audit()->setModel(&audit_);
    window_.logs()->setModel(&log_);
    window_.settings()->setModel(&settings_);
    window_.instances()->setModel(&instances_);
}

// ---- what is shown

void AdminWindowBinder::bindFigures()
{
    const ServerTrend& trend = administration_.trend();
    connect(&trend, &ServerTrend::begun, this, &AdminWindowBinder::showHistory);
    connect(&trend, &ServerTrend::sampled, this, &AdminWindowBinder::showSample);
    connect(&trend, &ServerTrend::updated, this,
            [this] { window_.setOverview(shown(administration_.trend())); });
    connect(&administration_.record(), &client::FlightRecord::changed, this,
            [this] { window_.connections()->setRecord(shown(administration_.record())); });
    connect(&administration_, &Administration::settingsAreKeptChanged, window_.settings(),
            &ui::SettingsPage::setKept);
    connect(&workspace_, &client::Workspace::stateChanged, this,
            [this] { window_.setConnected(workspace_.session().isOnline()); });
    window_.setConnected(workspace_.session().isOnline());
    window_.settings()->setKept(administration_.settingsAreKept());
}

// While the window is open the overview is watched: its head shows how the server is.
void AdminWindowBinder::lookAt(AdminPage page)
{
    Administration::Interest interest{.live = {.overview = true}};
    switch (page) {
        case AdminPage::Connections:
            interest.live.connections = true;
            interest.live.recorded = recorded_;
            break;
        case AdminPage::Rooms:
            interest.live.rooms = true;
            break;
        case AdminPage::Sanctions:
            interest.sanctions = true;
            break;
        case AdminPage::Audit:
            interest.audit = true;
            break;
        case AdminPage::Logs:
            interest.live.log = true;
            break;
        case AdminPage::Settings:
            interest.settings = true;
            break;
        case AdminPage::Instances:
            interest.live.instances = true;
            break;
        case AdminPage::Overview:
        case AdminPage::Count:
            break;
    }
    administration_.lookAt(interest);
}

void AdminWindowBinder::record(quint64 connection)
{
    recorded_ = connection;
    if (window_.isVisible()) {
        lookAt(window_.page());
    }
}

void AdminWindowBinder::showHistory()
{
    for (const auto span : {ServerTrend::Span::Minute, ServerTrend::Span::Hour, ServerTrend::Span::Day}) {
        window_.overview()->graphs()->setHistory(shown(span),
                                                 shell::shown(administration_.trend().samples(span)));
    }
}

void AdminWindowBinder::showSample(ServerTrend::Span span)
{
    window_.overview()->graphs()->addSample(shown(span),
                                            shell::shown(administration_.trend().samples(span).last()));
}

// ---- what is wished

void AdminWindowBinder::bindPeople()
{
    const ui::ConnectionsPage* const page = window_.connections();
    connect(page, &ui::ConnectionsPage::recordWanted, this, &AdminWindowBinder::record);
    connect(page, &ui::ConnectionsPage::sanctionWanted, this, &AdminWindowBinder::impose);
    connect(page, &ui::ConnectionsPage::kickWanted, this,
            [this](const QVector<quint64>& ids, const QString& reason) {
                wished(static_cast<int>(ids.size()));
                for (const quint64 id : ids) {
                    administration_.kick(id, reason);
                }
            });
    connect(page, &ui::ConnectionsPage::noticeWanted, this,
            [this](const QVector<quint64>& ids, const QString& text) {
                const QVector<quint64> to = ids.isEmpty() ? QVector<quint64>{0} : ids;
                wished(static_cast<int>(to.size()));
                for (const quint64 id : to) {
                    administration_.notify(id, text);
                }
            });
    connect(window_.sanctions(), &ui::SanctionsPage::sanctionWanted, this, &AdminWindowBinder::impose);
    connect(window_.sanctions(), &ui::SanctionsPage::liftWanted, this, [this](const QString& id) {
        wished();
        administration_.lift(id);
    });
}

void AdminWindowBinder::impose(const ui::SanctionWish& wish)
{
    wished();
    administration_.impose({.kind = wish.mute ? Sanction::Kind::Mute : Sanction::Kind::Ban,
                            .subject = wish.byAddress ? Sanction::Subject::Address : Sanction::Subject::Name,
                            .pattern = wish.subject,
                            .reason = wish.reason,
                            .minutes = wish.minutes});
}

void AdminWindowBinder::bindRooms()
{
    const ui::RoomsPage* const page = window_.rooms();
    connect(page, &ui::RoomsPage::lockWanted, this, [this](const QString& room, bool locked) {
        wished();
        administration_.lock(room, locked);
    });
    connect(page, &ui::RoomsPage::clearWanted, this, [this](const QString& room) {
        wished();
        administration_.clear(room);
    });
    connect(page, &ui::RoomsPage::deleteWanted, this, [this](const QString& room) {
        wished();
        administration_.remove(room);
    });
    connect(page, &ui::RoomsPage::exportWanted, this, &AdminWindowBinder::startExport);
    connect(page, &ui::RoomsPage::exportCancelWanted, this, [this] {
        if (export_) {
            endExport(tr("Cancelled: no file was written."));
        }
    });
}

void AdminWindowBinder::startExport(const QString& room, const QString& file, bool html)
{
    using client::RoomExport;
    const auto format = html ? RoomExport::Format::Html : RoomExport::Format::Json;
    export_ = administration_.makeExport(room, file, format);
    connect(export_.get(), &RoomExport::progressed, this, [this, room](qint64 done, qint64 total) {
        window_.rooms()->setExportProgress(room, done, total);
    });
    connect(export_.get(), &RoomExport::finished, this,
            [this, room, file] { endExport(tr("The room “%1” is in %2.").arg(room, file)); });
    connect(export_.get(), &RoomExport::failed, this, [this, room](const QString& reason) {
        endExport(tr("The room “%1” was not exported: %2").arg(room, reason));
    });
    window_.rooms()->setExportProgress(room, 0, 0);
    export_->start();
}

void AdminWindowBinder::endExport(const QString& sentence)
{
    // It may be the one that speaks.
    export_->disconnect(this);
    export_.release()->deleteLater();
    window_.rooms()->exportFinished(sentence);
}

void AdminWindowBinder::bindServer()
{
    connect(window_.settings(), &ui::SettingsPage::settingWanted, this,
            [this](const QString& name, const QString& value) {
                wished();
                administration_.change(name, value);
            });
    connect(window_.instances(), &ui::InstancesPage::drainWanted, this,
            [this](const QString& id, bool drain) {
                wished();
                administration_.drain(id, drain);
            });
}

void AdminWindowBinder::bindAnswers()
{
    connect(&administration_, &Administration::done, this, [this](const AdminDeed& deed) {
        if (deed.what != AdminDeed::What::Claim) {
            answered();
        }
    });
    connect(&administration_, &Administration::refused, this,
            [this](const AdminDeed& deed, const protocol::Error& error) {
                if (deed.what == AdminDeed::What::Claim) {
                    return;
                }
                answered();
                if (deed.what == AdminDeed::What::Change) {
                    window_.settings()->setSettingError(deed.target, error.message);
                }
                window_.setRefusal(refusal(deed, error));
            });
}

void AdminWindowBinder::wished(int count)
{
    unanswered_ += count;
    window_.setWaiting(unanswered_ > 0);
}

void AdminWindowBinder::answered()
{
    unanswered_ = std::max(0, unanswered_ - 1);
    window_.setWaiting(unanswered_ > 0);
}

}  // namespace snug::shell
