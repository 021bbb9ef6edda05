// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "platform/hand_over.h"

namespace snug::platform {

// The program as the desktop finds it on the session bus: org.freedesktop.Application under the application's
// id (D-Bus activation of the Desktop Entry Specification). So an icon, a link or an action of a menu reaches
// the program that runs, and starts it where none does. Where there is no such bus it does nothing. GUI
// thread; never waits for the bus.
class ApplicationService : public QObject {
    Q_OBJECT

public:
    // `id` is the one of the desktop file: "chat.snug.Snug".
    explicit ApplicationService(const QString& id, QObject* parent = nullptr);
    ~ApplicationService() override;

    // Takes the name, later; whoever has it already keeps it. Connect wanted() before.
    void start();

Q_SIGNALS:
    void wanted(const snug::platform::HandOver& wish);

private:
    const QString id_;
    std::unique_ptr<QObject> exported_;
};

}  // namespace snug::platform
