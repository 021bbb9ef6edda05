// SPDX-License-Identifier: GPL-3.0-or-later
// Which server the program is on: the way there and back.
#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>

#include "shell/desktop.h"
#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/icons.h"
#include "ui/notice_bar.h"
#include "ui/plain_text.h"
#include "ui/start_page.h"

namespace snug::shell {

void Desktop::hostAndJoin(const QString& nick)
{
    if (nick.trimmed().isEmpty()) {
        window_.startPage()->showNickError(tr("Choose a name first."));
        return;
    }
    host_.host(nick);
}

void Desktop::join(const QString& where, const QString& nick)
{
    const auto invite = client::Invite::parse(where);
    if (!invite) {
        window_.startPage()->setAddress(where);
        window_.startPage()->showJoinError(invite.error().message);
        return;
    }
    if (nick.trimmed().isEmpty()) {
        window_.startPage()->setAddress(where);
        window_.startPage()->showNickError(tr("Choose a name first."));
        return;
    }
    connectTo(*invite, nick);
}

void Desktop::follow(const platform::HandOver& wish)
{
    QString nick = wish.nick.isEmpty() ? settings_.preferences().nick : wish.nick;
    if (workspace_ && nick.isEmpty()) {
        nick = workspace_->session().nick();
    }
    if (!wish.link.isEmpty()) {
        followLink(wish.link, nick);
    } else if (wish.host && window_.isChatShown() && !host_.isJoined()) {
        ask(tr("Leave “%1” and host a room?").arg(serverName()), tr("Host a room"),
            [this, nick] { hostAndJoin(nick); });
    } else if (wish.host && !host_.isJoined()) {
        hostAndJoin(nick);
    }
}

void Desktop::followLink(const QString& link, const QString& nick)
{
    if (!window_.isChatShown()) {
        join(link, nick);  // what is wrong with it is told on the page
        return;
    }
    const auto invite = client::Invite::parse(link);
    if (!invite) {
        window_.notices()->notify(ui::Severity::Warning, invite.error().message);
        return;
    }
    const bool here =
        invite->server.text() == address_ || (host_.isJoined() && host_.isReachedBy(invite->server));
    if (!here) {
        ask(tr("Leave “%1” and join %2?").arg(serverName(), invite->server.text()), tr("Join"),
            [this, invite = *invite, nick] { connectTo(invite, nick); });
    } else if (!invite->room.isEmpty()) {
        chat_->enter(invite->room);
    }
}

// As people know it, in one line.
QString Desktop::serverName() const
{
    constexpr qsizetype kLongest = 60;
    const QString name = workspace_ ? workspace_->server().name : QString();
    return name.isEmpty() ? address_ : ui::singleLine(name.left(kLongest));
}

// Not waited for: the chat goes on meanwhile. A later question takes the place of this one.
void Desktop::ask(const QString& question, const QString& yes, std::function<void()> then)
{
    if (question_) {
        question_->close();
    }
    question_ =
        new QMessageBox(QMessageBox::Question, tr("Another server"), question, QMessageBox::Cancel, &window_);
    question_->setAttribute(Qt::WA_DeleteOnClose);
    question_->setTextFormat(Qt::PlainText);
    const int side = theme_.px(40);
    question_->setIconPixmap(ui::themedIcon(theme_, QStringLiteral("join"), ui::Colour::Accent)
                                 .pixmap(QSize(side, side), window_.devicePixelRatioF()));
    QPushButton* const button = question_->addButton(yes, QMessageBox::AcceptRole);
    ui::Theme::setFlag(button, "primary");
    // It comes unasked for, maybe while somebody is writing: Enter is not to say yes.
    question_->setDefaultButton(QMessageBox::Cancel);
    connect(question_, &QMessageBox::buttonClicked, this,
            [button, then = std::move(then)](const QAbstractButton* clicked) {
                if (clicked == button) {
                    then();
                }
            });
    question_->open();
}

// For others, so by the address that they reach: the server inside was joined by one that is this machine's
// own.
void Desktop::copyInvite(const QString& room)
{
    const auto server = client::ServerAddress::parse(address_);
    const QString link = host_.isJoined() ? host_.invite(room)
                         : server         ? client::Invite{*server, room}.link()
                                          : QString();
    if (!link.isEmpty()) {
        QGuiApplication::clipboard()->setText(link);
        window_.notices()->notify(ui::Severity::Success, tr("Copied %1").arg(link));
    }
}

void Desktop::connectTo(const client::Invite& invite, const QString& nick)
{
    leaveServer();
    address_ = invite.server.text();
    invited_ = invite.room;
    host_.setJoined(address_);
    client::Workspace::Options options{invite.server, nick, QStringLiteral("snug " SNUG_VERSION),
                                       folders_.stateFolder};
    workspace_ = std::make_unique<client::Workspace>(std::move(options), files_);
    connect(workspace_.get(), &client::Workspace::stateChanged, this, &Desktop::onFirstState);
    window_.startPage()->setBusy(tr("Connecting to %1…").arg(address_));
    workspace_->start();
}

// Until the first welcome the start page waits; a failure is told there, and nothing is tried again.
void Desktop::onFirstState(const client::ConnectionState& state)
{
    using client::ConnectionPhase;
    if (state.phase != ConnectionPhase::Online && state.phase != ConnectionPhase::Waiting &&
        state.phase != ConnectionPhase::Stopped) {
        return;
    }
    disconnect(workspace_.get(), &client::Workspace::stateChanged, this, &Desktop::onFirstState);
    // Later, because the workspace is still telling others of it.
    QMetaObject::invokeMethod(
        workspace_.get(),
        [this, state] {
            if (state.phase == ConnectionPhase::Online) {
                enterChat();
            } else {
                giveUp(state);
            }
        },
        Qt::QueuedConnection);
}

void Desktop::enterChat()
{
    window_.startPage()->setBusy(QString());
    recent_.use({workspace_->server().name, address_, QDateTime::currentDateTimeUtc()});
    ui::ChatPage& page = *window_.chatPage();
    page.restoreLayout(settings_.chatLayout());
    page.showPeople(settings_.peopleShown());
    page.composer()->setEnterSends(settings_.preferences().enterSends);
    connection_ = std::make_unique<ConnectionBinder>(*workspace_, window_, theme_);
    chat_ = std::make_unique<ChatBinder>(*workspace_, window_, theme_,
                                         ChatBinder::Rooms{settings_.lastRoom(address_), invited_});
    // Later, because the link goes with the page that it was clicked in.
    connect(
        chat_.get(), &ChatBinder::inviteFollowed, this,
        [this](const QString& link) {
            followLink(link, workspace_ ? workspace_->session().nick() : QString());
        },
        Qt::QueuedConnection);
    admin_ =
        std::make_unique<AdminBinder>(*workspace_, window_, theme_, [this] { return host_.ownerCode(); });
    if (away_.isAway()) {
        workspace_->setStatus(protocol::PresenceState::Away);
    }
    tray_.setWorkspace(workspace_.get());
    news_.welcome(workspace_->server());
    window_.showChat();
}

void Desktop::giveUp(const client::ConnectionState& state)
{
    const bool aboutNick = state.error && (state.error->code == protocol::ErrorCode::NickTaken ||
                                           state.error->code == protocol::ErrorCode::BadName);
    leaveServer();
    if (aboutNick) {
        window_.startPage()->showNickError(state.reason);
    } else {
        window_.startPage()->showJoinError(state.reason);
    }
}

void Desktop::leaveServer()
{
    if (workspace_) {
        rememberWindow();
        if (chat_) {
            settings_.setLastRoom(address_, chat_->currentRoom());
        }
        tray_.setWorkspace(nullptr);
        admin_.reset();
        chat_.reset();
        connection_.reset();
        workspace_->stop();
        workspace_.reset();
        host_.setJoined(QString());
    }
    window_.startPage()->setBusy(QString());
    window_.setTitle(QString(), QString());
    window_.showStart();
}

}  // namespace snug::shell
