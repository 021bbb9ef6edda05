// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop_rig.h"

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

#include "host/store_choice.h"
#include "ui/composer.h"
#include "ui/roles.h"
#include "ui/room_list.h"
#include "ui/timeline_view.h"

namespace snug::test {

host::ServerConfig testHost(const QString& dataFolder)
{
    host::ServerConfig config;
    config.listen = QStringLiteral("127.0.0.1");
    config.port = 0;
    config.http = false;
    config.dataFolder = dataFolder;
    return config;
}

DesktopRig::DesktopRig(QString nick, const protocol::Limits& limits)
    : nick_(std::move(nick))
    , limits_(limits)
{
    restart();
}

void DesktopRig::restart()
{
    program_.reset();
    const shell::Folders folders = shell::Folders::of(folder_.path());
    host::ServerConfig host = testHost(folders.serverFolder);
    host.hub.limits = limits_;
    program_ = std::make_unique<shell::Desktop>(folders, host);
    program_->begin({});
}

QString DesktopRig::databaseFile() const
{
    return host::databaseFile({}, shell::Folders::of(folder_.path()).serverFolder);
}

bool DesktopRig::host()
{
    program_->hostAndJoin(nick_);
    return waitForRoom();
}

bool DesktopRig::join(quint16 port)
{
    program_->join(QStringLiteral("127.0.0.1:%1").arg(port), nick_);
    return waitForRoom();
}

bool DesktopRig::waitForRoom()
{
    const auto current = [this]() -> const client::RoomState* {
        const client::Workspace* const workspace = program_->workspace();
        return workspace == nullptr ? nullptr : workspace->room(page().roomList()->currentRoom());
    };
    const bool live = waitUntil([&] {
        return program_->window().isChatShown() && page().isRoomShown() && current() != nullptr &&
               current()->phase() == client::RoomPhase::Live;
    });
    if (!live) {
        qWarning("%s: chat %d, room shown %d, current %s, phase %d; labels: %s", qPrintable(nick_),
                 program_->window().isChatShown(), page().isRoomShown(),
                 qPrintable(page().roomList()->currentRoom()),
                 current() == nullptr ? -1 : static_cast<int>(current()->phase()),
                 qPrintable(shownTexts().join(u'|')));
    }
    return live;
}

bool DesktopRig::enter(const QString& room)
{
    program_->workspace()->join(room);
    return waitUntil([&] {
        const client::RoomState* const state = program_->workspace()->room(room);
        return state != nullptr && state->phase() == client::RoomPhase::Live;
    });
}

void DesktopRig::type(const QString& text)
{
    QTest::keyClicks(page().composer()->findChild<QPlainTextEdit*>(), text);
}

void DesktopRig::say(const QString& text)
{
    type(text);
    QTest::keyClick(page().composer()->findChild<QPlainTextEdit*>(), Qt::Key_Return);
}

QString DesktopRig::typed()
{
    return page().composer()->text();
}

void DesktopRig::choose(const QString& room)
{
    Q_EMIT page().roomList()->roomChosen(room);
}

QStringList DesktopRig::messages()
{
    QStringList out;
    const QAbstractItemModel* const model = page().timeline()->model();
    for (int row = 0; model != nullptr && row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        if (index.data(ui::TimelineRole::Kind).toInt() == static_cast<int>(ui::TimelineKind::Message)) {
            out.append(index.data(ui::TimelineRole::Author).toString() + QStringLiteral(": ") +
                       index.data(ui::TimelineRole::Text).toString());
        }
    }
    return out;
}

bool DesktopRig::waitForMessage(const QString& nickAndText)
{
    return waitUntil([&] { return messages().contains(nickAndText); });
}

QVariant DesktopRig::roomData(const QString& room, int role)
{
    const auto* const view = qobject_cast<QAbstractItemView*>(page().roomList()->list());
    const QAbstractItemModel* const model = view->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        if (index.data(ui::RoomRole::Name).toString() == room) {
            return index.data(role);
        }
    }
    return {};
}

QStringList DesktopRig::shownTexts()
{
    QStringList out;
    for (const QLabel* const label : program_->window().findChildren<QLabel*>()) {
        if (label->isVisible()) {
            out.append(label->text());
        }
    }
    return out;
}

}  // namespace snug::test
