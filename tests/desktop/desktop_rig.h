// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <memory>

#include "shell/desktop.h"
#include "support/wait.h"
#include "ui/chat_page.h"

namespace snug::test {

// One person's copy of the program, with folders of its own that outlive a restart. What waits runs the event
// loop.
class DesktopRig {
public:
    // `limits` are those of the server inside.
    explicit DesktopRig(QString nick, const protocol::Limits& limits = {});

    const QString& nick() const { return nick_; }
    QString folder() const { return folder_.path(); }
    shell::Desktop& program() { return *program_; }
    ui::ChatPage& page() { return *program_->window().chatPage(); }

    // Each waits until the lobby (or whatever room) is live; false: it did not come to that.
    bool host();
    bool join(quint16 port);
    // Of the server inside.
    QString databaseFile() const;
    quint16 hostPort() { return static_cast<quint16>(program_->host().status().port); }
    // Joins a further room and waits until it is live.
    bool enter(const QString& room);
    // Ends the program and starts it anew on the same folders.
    void restart();

    // Writes into the composer, key by key, and presses Enter.
    void say(const QString& text);
    void type(const QString& text);
    QString typed();
    // Opens a room of the list by name, as a click does.
    void choose(const QString& room);

    // What stands in the timeline: "nick: text" of messages, in order.
    QStringList messages();
    bool waitForMessage(const QString& nickAndText);
    // What a row of the room list says.
    QVariant roomData(const QString& room, int role);
    // All texts that labels of the window show now.
    QStringList shownTexts();

private:
    bool waitForRoom();

    const QString nick_;
    const protocol::Limits limits_;
    QTemporaryDir folder_;
    std::unique_ptr<shell::Desktop> program_;
};

// The server inside, on loopback and a free port.
host::ServerConfig testHost(const QString& dataFolder);

}  // namespace snug::test
