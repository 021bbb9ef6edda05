// SPDX-License-Identifier: GPL-3.0-or-later
// The way to the administration and what its window has the client do, against the client tests' small
// server.
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include "client/chat_server.h"
#include "desktop/desktop_rig.h"
#include "ui/admin/admin_table.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/claim_dialog.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/settings_page.h"

using namespace snug;
using namespace snug::protocol::admin;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using ui::AdminPage;

class DesktopAdministrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<tests::ChatServer>();
        server_->room(u"lobby"_s);
        server_->start();
        rig_ = std::make_unique<DesktopRig>(u"ada"_s);
        QVERIFY(rig_->join(server_->port()));
    }

    void cleanup()
    {
        rig_.reset();
        server_.reset();
    }

    void theCodeLeadsToTheAdministration()
    {
        ui::MainWindow& window = rig_->program().window();
        Q_EMIT window.administrationWanted();
        QVERIFY(admin()->administrationWindow() == nullptr);  // not yet
        Q_EMIT window.claimWanted();
        auto* const dialog = window.findChild<ui::ClaimDialog*>();
        QVERIFY(dialog != nullptr);
        enter(*dialog, u"wrong"_s);
        QTRY_VERIFY(shows(*dialog, u"not the code"_s));
        QVERIFY(dialog->isVisible());
        enter(*dialog, u" abcd-efgh "_s);
        QTRY_VERIFY(window.findChild<ui::ClaimDialog*>() == nullptr);
        QTRY_VERIFY(rig_->shownTexts().join(u' ').contains(u"You administer this server now."));
        Q_EMIT window.administrationWanted();
        QVERIFY(admin()->administrationWindow()->isVisible());
        QTRY_COMPARE(server_->count<Watch>(), 1);
    }

    void onlyWhatIsLookedAtIsWatched()
    {
        open();
        QTRY_COMPARE(lastWatch(), (Watch{.overview = true}));
        shown().showPage(AdminPage::Connections);
        QTRY_COMPARE(lastWatch(), (Watch{.overview = true, .connections = true}));
        tellConnections();
        QTRY_COMPARE(shown().connections()->table()->model()->rowCount(), 2);
        Q_EMIT shown().connections()->recordWanted(7);
        QTRY_COMPARE(lastWatch(), (Watch{.overview = true, .connections = true, .recorded = 7}));
        shown().showPage(AdminPage::Logs);
        QTRY_COMPARE(lastWatch(), (Watch{.overview = true, .log = true}));
        shown().showPage(AdminPage::Audit);
        QTRY_COMPARE(server_->count<ListAudit>(), 1);
        QTRY_COMPARE(lastWatch(), (Watch{.overview = true}));
        shown().close();
        QTRY_COMPARE(lastWatch(), Watch{});
        Q_EMIT rig_->program().window().administrationWanted();
        QTRY_COMPARE(lastWatch(), (Watch{.overview = true}));
    }

    void figuresAreShown()
    {
        server_->desk.facts.hour = QVector<Sample>(5);
        open();
        QTRY_COMPARE(shown().overview()->graphs()->kept(ui::Span::Hour), 5);
        Overview overview;
        overview.now.at = base::Now::read().wall;
        overview.now.connections = 4'321;
        overview.probes = {{u"store:write"_s, Status::Fail, {}, {}, u"The disk is full."_s, {}}};
        push(overview);
        QTRY_COMPARE(shown().overview()->graphs()->kept(ui::Span::Minute), 1);
        QTRY_VERIFY(shows(shown(), QLocale().toString(4'321)));
    }

    void wishesAreDone()
    {
        open();
        shown().showPage(AdminPage::Connections);
        const QVector<quint64> both{7, 8};
        Q_EMIT shown().connections()->kickWanted(both, u"Enough."_s);
        QTRY_COMPARE(server_->all<Kick>(), (QVector<Kick>{{7, u"Enough."_s}, {8, u"Enough."_s}}));
        Q_EMIT shown().connections()->noticeWanted({}, u"Hello all."_s);
        Q_EMIT shown().connections()->noticeWanted({7}, u"Hello."_s);
        QTRY_COMPARE(server_->all<Notify>(), (QVector<Notify>{{0, u"Hello all."_s}, {7, u"Hello."_s}}));
        shown().showPage(AdminPage::Sanctions);
        Q_EMIT shown().sanctions()->sanctionWanted({true, false, u"eve"_s, u"Shouts."_s, 10});
        QTRY_COMPARE(shown().sanctions()->table()->model()->rowCount(), 1);
        const Impose mute{Sanction::Kind::Mute, Sanction::Subject::Name, u"eve"_s, u"Shouts."_s, 10};
        QCOMPARE(server_->all<Impose>(), QVector<Impose>{mute});
        Q_EMIT shown().sanctions()->liftWanted(server_->desk.sanctions.first().id);
        QTRY_VERIFY(server_->desk.sanctions.isEmpty());
        push(Changed{true, false, false});
        QTRY_COMPARE(shown().sanctions()->table()->model()->rowCount(), 0);
        Q_EMIT shown().rooms()->lockWanted(u"den"_s, true);
        Q_EMIT shown().rooms()->clearWanted(u"den"_s);
        Q_EMIT shown().rooms()->deleteWanted(u"den"_s);
        QTRY_COMPARE(server_->all<DeleteRoom>(), QVector<DeleteRoom>{{u"den"_s}});
        Q_EMIT shown().instances()->drainWanted(u"i1"_s, true);
        QTRY_COMPARE(server_->count<Drain>(), 1);
    }

    void whatIsRefusedIsSaid()
    {
        server_->desk.settings = {{u"port"_s, u"4777"_s, u"4777"_s, u"Where it listens."_s, false}};
        open();
        shown().showPage(AdminPage::Settings);
        QTRY_COMPARE(shown().settings()->table()->model()->rowCount(), 1);
        Q_EMIT shown().settings()->settingWanted(u"port"_s, u"1"_s);
        QTRY_VERIFY(shows(shown(), u"“port” was not changed: This counts from the next start only."_s));
    }

    void aRoomIsExported()
    {
        for (int i = 1; i <= 120; ++i) {
            server_->say(u"lobby"_s, u"bob"_s, u"message %1"_s.arg(i));
        }
        open();
        shown().showPage(AdminPage::Rooms);
        const QString file = rig_->folder() + u"/lobby.html"_s;
        Q_EMIT shown().rooms()->exportWanted(u"lobby"_s, file, true);
        QTRY_VERIFY(shows(shown(), u"The room “lobby” is in %1."_s.arg(file)));
        QFile page(file);
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY(page.readAll().contains("message 120"));
        server_->ignore = [](const protocol::Command& command) {
            return std::holds_alternative<protocol::AdminCommand>(command);
        };
        const QString other = rig_->folder() + u"/other.json"_s;
        Q_EMIT shown().rooms()->exportWanted(u"lobby"_s, other, false);
        Q_EMIT shown().rooms()->exportCancelWanted();
        QTRY_VERIFY(shows(shown(), u"Cancelled"_s));
        QVERIFY(!QFileInfo::exists(other));
    }

    void whatComesFromAdministratorsReachesThePerson()
    {
        server_->pushAll(protocol::Notice{u"root"_s, u"We close at ten."_s});
        QTRY_VERIFY(rig_->shownTexts().join(u' ').contains(u"root tells: We close at ten."));
        QVERIFY(rig_->enter(u"den"_s));
        server_->pushAll(protocol::RoomChange{{u"den"_s, {}, true, 0, 0}, true});
        QTRY_VERIFY(rig_->shownTexts().join(u' ').contains(u"The room “den” was deleted."));
        server_->closeAll(4103, u"Enough now."_s);
        QTRY_VERIFY(rig_->shownTexts().join(u' ').contains(u"You were sent away: Enough now."));
    }

    void theWindowGoesWithTheServer()
    {
        open();
        QVERIFY(shown().isVisible());
        rig_->program().leaveServer();
        QVERIFY(admin() == nullptr);
        QVERIFY(rig_->join(server_->port()));
        QVERIFY(rig_->program().workspace()->administration().mayAdminister());  // the welcome said so
    }

private:
    shell::AdminBinder* admin() { return rig_->program().administration(); }
    ui::AdminWindow& shown() { return *admin()->administrationWindow(); }
    void push(const protocol::AdminPush& told) { server_->pushAll(told); }

    void open()
    {
        rig_->program().workspace()->administration().claim(server_->desk.code);
        QTRY_VERIFY(rig_->program().workspace()->administration().mayAdminister());
        Q_EMIT rig_->program().window().administrationWanted();
        QTRY_VERIFY(server_->count<Watch>() > 0);
    }

    void tellConnections()
    {
        Connection one;
        one.id = 7;
        Connection two;
        two.id = 8;
        push(Connections{{one, two}, {}, true});
    }

    Watch lastWatch() const
    {
        const QVector<Watch> all = server_->all<Watch>();
        return all.isEmpty() ? Watch{} : all.last();
    }

    static void enter(ui::ClaimDialog& dialog, const QString& code)
    {
        auto* const field = dialog.findChild<QLineEdit*>();
        field->clear();
        QTest::keyClicks(field, code);
        QTest::keyClick(field, Qt::Key_Return);
    }

    static bool shows(const QWidget& widget, const QString& part)
    {
        const auto labels = widget.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&part](const QLabel* label) {
            return label->text().remove(QChar(0x200B)).contains(part);
        });
    }

    std::unique_ptr<tests::ChatServer> server_;
    std::unique_ptr<DesktopRig> rig_;
};

QTEST_MAIN(DesktopAdministrationTest)
#include "tst_desktop_administration.moc"
