// SPDX-License-Identifier: GPL-3.0-or-later
// Links that bring people to a server and a room, from outside and from a message.
#include <QClipboard>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include "client/chat_server.h"
#include "client/invite.h"
#include "desktop/desktop_rig.h"
#include "ui/host_panel.h"
#include "ui/room_list.h"
#include "ui/start_page.h"
#include "ui/timeline_view.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using test::waitUntil;

namespace {

platform::HandOver linkTo(const QString& link)
{
    platform::HandOver wish;
    wish.link = link;
    return wish;
}

QString serverOf(DesktopRig& rig)
{
    return rig.program().workspace() == nullptr ? QString()
                                                : rig.program().workspace()->session().address().text();
}

bool isIn(DesktopRig& rig, const QString& room)
{
    return waitUntil(
        [&] { return rig.program().window().isChatShown() && rig.page().roomList()->currentRoom() == room; });
}

bool shows(DesktopRig& rig, const QString& text)
{
    return waitUntil([&] { return !rig.shownTexts().filter(text, Qt::CaseInsensitive).isEmpty(); });
}

QMessageBox* question(DesktopRig& rig)
{
    for (QMessageBox* const box : rig.program().window().findChildren<QMessageBox*>()) {
        if (box->isVisible()) {
            return box;
        }
    }
    return nullptr;
}

void press(QMessageBox& box, const QString& text)
{
    for (QAbstractButton* const button : box.buttons()) {
        if (button->text().remove(u'&') == text) {
            button->click();
            return;
        }
    }
    QFAIL("no such button");
}

}  // namespace

class TestDesktopInvites : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        ada_ = std::make_unique<DesktopRig>(u"ada"_s);
        bob_ = std::make_unique<DesktopRig>(u"bob"_s);
        QVERIFY(ada_->host());
        ada_->program().workspace()->create(u"den"_s, {}, true);
        QVERIFY(waitUntil([&] { return ada_->program().workspace()->room(u"den"_s) != nullptr; }));
        den_ = u"snug://127.0.0.1:%1/den"_s.arg(ada_->hostPort());
    }

    void cleanup()
    {
        bob_.reset();
        ada_.reset();
    }

    void aLinkLeadsToItsRoom()
    {
        bob_->program().join(den_, u"bob"_s);
        QVERIFY(isIn(*bob_, u"den"_s));
        QCOMPARE(bob_->program().workspace()->roomNames(), QStringList{u"den"_s});
        // Again later, when one is in other rooms as well and looked at another one.
        QVERIFY(bob_->enter(u"lobby"_s));
        bob_->choose(u"lobby"_s);
        QVERIFY(isIn(*bob_, u"lobby"_s));
        bob_->restart();
        bob_->program().join(den_, u"bob"_s);
        QVERIFY(isIn(*bob_, u"den"_s));
    }

    void aLinkToNoRoomLeadsToTheLobby()
    {
        tests::ChatServer server;  // whose policy lets nobody make rooms
        server.room(u"lobby"_s);
        server.refuse = [](const protocol::Command& command) -> std::optional<protocol::Error> {
            const auto* const join = std::get_if<protocol::Join>(&command);
            if (join == nullptr || join->room != u"nowhere") {
                return std::nullopt;
            }
            return protocol::makeError(protocol::ErrorCode::NoSuchRoom);
        };
        server.start();
        bob_->program().join(u"snug://127.0.0.1:%1/nowhere"_s.arg(server.port()), u"bob"_s);
        QVERIFY(isIn(*bob_, u"lobby"_s));
        QVERIFY(shows(*bob_, u"nowhere"_s));
    }

    void whoHasNoNameIsAskedForOneFirst()
    {
        bob_->program().open(linkTo(den_));
        QVERIFY(shows(*bob_, u"name first"_s));
        QVERIFY(bob_->program().workspace() == nullptr);
        const auto fields = bob_->program().window().startPage()->findChildren<QLineEdit*>();
        QVERIFY(std::any_of(fields.begin(), fields.end(),
                            [this](const QLineEdit* field) { return field->text() == den_; }));
        Q_EMIT bob_->program().window().startPage()->joinWanted(den_, u"bob"_s);
        QVERIFY(isIn(*bob_, u"den"_s));
    }

    void onTheSameServerItOpensTheRoom()
    {
        QVERIFY(bob_->join(ada_->hostPort()));
        bob_->program().open(linkTo(den_));
        QVERIFY(isIn(*bob_, u"den"_s));
        QVERIFY(question(*bob_) == nullptr);
        // Whoever hosts is here by any address of the machine.
        QVERIFY(isIn(*ada_, u"lobby"_s));
        ada_->program().open(linkTo(ada_->program().host().status().invites.at(0) + u"/den"_s));
        QVERIFY(isIn(*ada_, u"den"_s));
        QVERIFY(question(*ada_) == nullptr);
    }

    void toAnotherServerItAsks()
    {
        DesktopRig eve(u"eve"_s);
        QVERIFY(eve.host());
        QVERIFY(bob_->join(eve.hostPort()));
        const QString before = serverOf(*bob_);
        bob_->program().open(linkTo(den_));
        QVERIFY(question(*bob_) != nullptr);
        QVERIFY(question(*bob_)->text().contains(u"eve's room"_s));
        QCOMPARE(question(*bob_)->defaultButton(), question(*bob_)->button(QMessageBox::Cancel));
        question(*bob_)->reject();
        QVERIFY(question(*bob_) == nullptr);
        QCOMPARE(serverOf(*bob_), before);
        // Two in a row are one question.
        bob_->program().open(linkTo(u"snug://198.51.100.1"_s));
        bob_->program().open(linkTo(den_));
        QVERIFY(waitUntil([&] { return bob_->program().window().findChildren<QMessageBox*>().size() == 1; }));
        press(*question(*bob_), u"Join"_s);
        QVERIFY(isIn(*bob_, u"den"_s));
        QVERIFY(serverOf(*bob_) != before);
    }

    void hostingFromOutsideAsksToo()
    {
        QVERIFY(bob_->join(ada_->hostPort()));
        platform::HandOver wish;
        wish.host = true;
        bob_->program().open(wish);
        QVERIFY(question(*bob_) != nullptr);
        press(*question(*bob_), u"Host a room"_s);
        QVERIFY(waitUntil([&] { return bob_->program().host().isRunning(); }));
        QVERIFY(isIn(*bob_, u"lobby"_s));
        const QString own = serverOf(*bob_);
        bob_->program().open(wish);  // that is where one is
        QVERIFY(question(*bob_) == nullptr);
        QCOMPARE(serverOf(*bob_), own);
    }

    void aLinkInAMessageIsFollowedHere()
    {
        DesktopRig eve(u"eve"_s);
        QVERIFY(eve.host());
        QVERIFY(bob_->join(eve.hostPort()));
        Q_EMIT bob_->page().timeline()->linkActivated(QUrl(den_));
        QVERIFY(waitUntil([&] { return question(*bob_) != nullptr; }));
        press(*question(*bob_), u"Join"_s);
        QVERIFY(isIn(*bob_, u"den"_s));
        Q_EMIT bob_->page().timeline()->linkActivated(
            QUrl(u"snug://127.0.0.1:%1/lobby"_s.arg(ada_->hostPort())));
        QVERIFY(isIn(*bob_, u"lobby"_s));
    }

    void whatIsNoLinkIsToldWhereOneIs()
    {
        bob_->program().open(linkTo(u"snug://bob@host"_s));
        QVERIFY(shows(*bob_, u"nothing more"_s));
        QVERIFY(bob_->join(ada_->hostPort()));
        bob_->program().open(linkTo(u"snug://host/lobby?password=1"_s));
        QVERIFY(shows(*bob_, u"does not know"_s));
        QVERIFY(question(*bob_) == nullptr);
    }

    void linksAreGivenToOthers()
    {
        const auto copied = [] { return client::Invite::parse(QGuiApplication::clipboard()->text()); };
        Q_EMIT ada_->program().window().inviteWanted(u"den"_s);
        QVERIFY(copied().ok());
        QCOMPARE(copied()->room, u"den"_s);
        QCOMPARE(copied()->server.port(), ada_->hostPort());
        QCOMPARE(copied()->link(), ada_->program().host().status().invites.at(0) + u"/den"_s);
        QVERIFY(bob_->join(ada_->hostPort()));
        Q_EMIT bob_->program().window().inviteWanted(u"lobby"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"snug://127.0.0.1:%1/lobby"_s.arg(ada_->hostPort()));

        ada_->program().showHostPanel();
        auto* const panel = ada_->program().window().findChild<ui::HostPanel*>();
        for (QPushButton* const button : panel->findChildren<QPushButton*>()) {
            if (button->text().contains(u"invite")) {
                button->click();
            }
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), ada_->program().host().status().invites.at(0));
        panel->close();
    }

private:
    std::unique_ptr<DesktopRig> ada_;
    std::unique_ptr<DesktopRig> bob_;
    QString den_;
};

QTEST_MAIN(TestDesktopInvites)
#include "tst_desktop_invites.moc"
