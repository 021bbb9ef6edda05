// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include "client/version.h"
#include "protocol/values.h"
#include "shell/settings.h"

namespace snug::ui {
class MainWindow;
class Theme;
class WhatsNewDialog;
}  // namespace snug::ui

namespace snug::shell {

// News of Snug itself: what an upgrade brought, once after it; and that a server runs a newer version, where
// the person asked for that. Nothing is ever asked of anybody: a server says its version anyway. GUI thread.
// Borrows all.
class NewsBinder : public QObject {
    Q_OBJECT

public:
    NewsBinder(Settings& settings, ui::MainWindow& window, const ui::Theme& theme, QObject* parent = nullptr);

    // When the window is shown. Nothing on the first start of all, and after going back to an older version.
    void showAfterUpgrade();
    // What is told of a server's version.
    static QString sentence(const QString& theirs, const QString& own);
    void showAll();
    // The server that was joined. Told once for each version; done with once it is dismissed.
    void welcome(const protocol::ServerInfo& server);

private:
    void show(const std::optional<client::Version>& since);

    Settings& settings_;
    ui::MainWindow& window_;
    const ui::Theme& theme_;
    const client::Version own_;
    std::optional<client::Version> told_;  // shown, and not dismissed yet
    QPointer<ui::WhatsNewDialog> dialog_;
};

}  // namespace snug::shell
