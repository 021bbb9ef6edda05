// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>

#include "client/workspace.h"

namespace snug::ui {
class AdminWindow;
class ClaimDialog;
class MainWindow;
class Theme;
}  // namespace snug::ui

namespace snug::shell {

class AdminWindowBinder;

// Who administers the server that is open: how one becomes its owner, and the way to the administration
// window, which is made when it is first wanted. Whoever hosts the server is its owner at once. GUI thread.
// Borrows all.
class AdminBinder : public QObject {
    Q_OBJECT

public:
    // Answers the code that makes one the owner of the server that is open, where that is the one's own; else
    // an empty text.
    using OwnerCode = std::function<QString()>;

    AdminBinder(client::Workspace& workspace, ui::MainWindow& window, const ui::Theme& theme,
                OwnerCode ownerCode, QObject* parent = nullptr);
    ~AdminBinder() override;

    // Nothing while the person may not.
    void showAdministration();
    // Null until it was first shown.
    ui::AdminWindow* administrationWindow() const;

private:
    void updateRole();
    void claimOwn();
    void showClaim();

    client::Workspace& workspace_;
    ui::MainWindow& window_;
    const ui::Theme& theme_;
    const OwnerCode ownerCode_;
    std::unique_ptr<AdminWindowBinder> open_;
    QPointer<ui::ClaimDialog> claim_;
};

}  // namespace snug::shell
