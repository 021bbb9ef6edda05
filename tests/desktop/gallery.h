// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QTemporaryDir>
#include <memory>
#include <vector>

#include "desktop/desktop_rig.h"

namespace snug::ui {
class AdminWindow;
}

namespace snug::test {

// Stages scenes in the real program, hosting for real with real others talking, and takes pictures of them.
class Gallery {
public:
    explicit Gallery(const QString& folder);

    // All pictures; false when a scene did not come about.
    bool takeAll();

private:
    bool start();
    bool chat();
    bool figuresShow(int connected);
    bool search();
    bool searchFurther();
    bool dialogs();
    bool news();
    bool administration();
    bool administer(ui::AdminWindow& window);
    bool doctor();
    bool extremes();
    bool heldUp();
    bool offline();

    // A further person, without a window, in the lobby.
    client::Workspace* visitor(const QString& nick);
    bool say(client::Workspace& who, const QString& room, const QString& text);
    bool conversation();
    // Types this into the search and waits until a text of the window has `status` in it.
    bool searchFor(const QString& text, const QString& status);
    void dress(ui::ThemeMode mode, double fontScale = 1.0);
    void take(QWidget& widget, const QString& name);
    void takeWindow(const QString& name, const QSize& size);
    // Every dialog that is open, light and dark; then it is closed.
    void takeDialogs(const QString& name);

    static constexpr int kSecondsOfFigures = 8;

    const QDir folder_;
    QTemporaryDir visitorsFolder_;
    client::StateFiles visitorsFiles_;
    DesktopRig ada_;
    std::vector<std::unique_ptr<client::Workspace>> visitors_;
    bool wrote_ = true;
};

}  // namespace snug::test
