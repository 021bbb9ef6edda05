// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/host_binder.h"

#include <QMessageBox>
#include <QPushButton>
#include <utility>

#include "client/invite.h"
#include "ui/connection_bar.h"
#include "ui/findings_dialog.h"
#include "ui/host_panel.h"
#include "ui/main_window.h"
#include "ui/start_page.h"

namespace snug::shell {

HostBinder::HostBinder(const host::ServerConfig& config, ui::MainWindow& window, const ui::Theme& theme,
                       QObject* parent)
    : QObject(parent)
    , window_(window)
    , theme_(theme)
    , controller_(config)
{
    connect(&controller_, &HostController::statusChanged, this, &HostBinder::onStatus);
    connect(&controller_, &HostController::started, this, &HostBinder::onStarted);
    connect(&controller_, &HostController::failed, this, &HostBinder::onFailed);
    connect(&doctor_, &DoctorRun::finished, this, [this](const QVector<ui::Finding>& findings) {
        if (findings_) {
            findings_->setFindings(findings);
        }
    });
    connect(&window_, &ui::MainWindow::hostPanelWanted, this, &HostBinder::showPanel);
    connect(window_.connectionBar(), &ui::ConnectionBar::stopHostingWanted, this, &HostBinder::stopIfAllowed);
}

QString HostBinder::address() const
{
    // In the form that an address has once it was parsed: the usual port is left out.
    const auto address =
        client::ServerAddress::parse(QStringLiteral("127.0.0.1:%1").arg(controller_.status().port));
    return address ? address->text() : QString();
}

QString HostBinder::invite(const QString& room) const
{
    auto invite = client::Invite::parse(controller_.status().invites.value(0));
    if (!invite) {
        return {};
    }
    return client::Invite{invite->server, room}.link();
}

bool HostBinder::isReachedBy(const client::ServerAddress& server) const
{
    return controller_.status().invites.contains(client::Invite{server, {}}.link());
}

void HostBinder::host(const QString& nick)
{
    if (controller_.isRunning()) {
        Q_EMIT ready(address(), nick);
        return;
    }
    nick_ = nick;
    window_.startPage()->setBusy(tr("Starting the server…"));
    controller_.start(tr("%1's room").arg(nick));
}

void HostBinder::onStatus(const ui::HostStatus& status)
{
    window_.connectionBar()->setHost(status);
    if (panel_) {
        panel_->setStatus(status);
    }
}

void HostBinder::onStarted()
{
    if (!nick_.isEmpty()) {
        Q_EMIT ready(address(), std::exchange(nick_, QString()));
    }
}

void HostBinder::onFailed(const QString& sentence)
{
    nick_.clear();
    window_.startPage()->setBusy(QString());
    window_.startPage()->showHostError(sentence);
}

void HostBinder::showPanel()
{
    if (!panel_) {
        panel_ = new ui::HostPanel(theme_, &window_);
        panel_->setAttribute(Qt::WA_DeleteOnClose);
        connect(panel_, &ui::HostPanel::stopWanted, this, &HostBinder::stopIfAllowed);
        connect(panel_, &ui::HostPanel::doctorWanted, this, &HostBinder::examine);
        panel_->setStatus(controller_.status());
    }
    panel_->show();
    panel_->raise();
}

void HostBinder::examine()
{
    if (!findings_) {
        findings_ = new ui::FindingsDialog(theme_, &window_);
        findings_->setAttribute(Qt::WA_DeleteOnClose);
        connect(findings_, &ui::FindingsDialog::againWanted, this, &HostBinder::examine);
    }
    findings_->setBusy();
    findings_->show();
    findings_->raise();
    doctor_.start(controller_.config());
}

void HostBinder::stopIfAllowed()
{
    if (mayStop()) {
        controller_.stop();
    }
}

bool HostBinder::mayStop()
{
    const int others = controller_.status().connected - (isJoined() ? 1 : 0);
    if (!controller_.isRunning() || others <= 0) {
        return true;
    }
    QMessageBox box(QMessageBox::Question, tr("Stop hosting"),
                    tr("%n other(s) are connected to the server in this program. Stop it?", nullptr, others),
                    QMessageBox::Cancel, &window_);
    box.setTextFormat(Qt::PlainText);
    const QAbstractButton* const stop = box.addButton(tr("Stop the server"), QMessageBox::DestructiveRole);
    box.exec();
    return box.clickedButton() == stop;
}

}  // namespace snug::shell
