// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/admin_binder.h"

#include "shell/admin_window_binder.h"
#include "ui/admin/claim_dialog.h"
#include "ui/main_window.h"
#include "ui/notice_bar.h"

namespace snug::shell {

using client::AdminDeed;
using client::Administration;

AdminBinder::AdminBinder(client::Workspace& workspace, ui::MainWindow& window, const ui::Theme& theme,
                         OwnerCode ownerCode, QObject* parent)
    : QObject(parent)
    , workspace_(workspace)
    , window_(window)
    , theme_(theme)
    , ownerCode_(std::move(ownerCode))
{
    const Administration& administration = workspace.administration();
    connect(&administration, &Administration::roleChanged, this, &AdminBinder::updateRole);
    connect(&workspace, &client::Workspace::welcomed, this, &AdminBinder::claimOwn);
    connect(&administration, &Administration::done, this, [this](const AdminDeed& deed) {
        if (deed.what == AdminDeed::What::Claim && claim_) {
            claim_->done(QDialog::Accepted);
            window_.notices()->notify(ui::Severity::Success, tr("You administer this server now."));
        }
    });
    connect(&administration, &Administration::refused, this,
            [this](const AdminDeed& deed, const protocol::Error& error) {
                if (deed.what == AdminDeed::What::Claim && claim_) {
                    claim_->showError(error.message);
                }
            });
    connect(&window, &ui::MainWindow::administrationWanted, this, &AdminBinder::showAdministration);
    connect(&window, &ui::MainWindow::claimWanted, this, &AdminBinder::showClaim);
    updateRole();
    claimOwn();  // of the welcome that was before
}

AdminBinder::~AdminBinder()
{
    if (claim_) {
        claim_->close();
    }
    window_.setMayAdminister(false);
}

ui::AdminWindow* AdminBinder::administrationWindow() const
{
    return open_ ? &open_->window() : nullptr;
}

void AdminBinder::updateRole()
{
    const bool may = workspace_.administration().mayAdminister();
    window_.setMayAdminister(may);
    if (!may && open_) {
        open_->window().close();
    }
}

void AdminBinder::claimOwn()
{
    const QString code = ownerCode_();
    if (!code.isEmpty() && !workspace_.administration().mayAdminister()) {
        workspace_.administration().claim(code);
    }
}

void AdminBinder::showAdministration()
{
    if (!workspace_.administration().mayAdminister()) {
        return;
    }
    if (!open_) {
        open_ = std::make_unique<AdminWindowBinder>(workspace_, theme_);
    }
    open_->show();
}

void AdminBinder::showClaim()
{
    if (claim_) {
        claim_->raise();
        return;
    }
    claim_ = new ui::ClaimDialog(theme_, &window_);
    connect(claim_, &ui::ClaimDialog::claimWanted, &workspace_.administration(), &Administration::claim);
    claim_->open();
}

}  // namespace snug::shell
