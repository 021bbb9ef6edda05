// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever hosts administers: the whole program with the server inside, and people who are sent away.
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "desktop/desktop_rig.h"
#include "ui/admin/admin_table.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/audit_page.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/settings_page.h"
#include "ui/admin_roles.h"
#include "ui/findings_dialog.h"
#include "ui/host_panel.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;
using test::waitUntil;
using ui::AdminPage;

namespace {

// What a row of a page's table is called, by what stands in one of its columns.
template <class Column>
QVariant idOf(const ui::TablePage& page, Column column, const QString& text)
{
    const QAbstractItemModel* const rows = page.table()->model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->index(row, static_cast<int>(column)).data().toString() == text) {
            return rows->index(row, 0).data(ui::AdminRole::Id);
        }
    }
    return {};
}

}  // namespace

class DesktopHostingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        ada_ = std::make_unique<DesktopRig>(u"ada"_s);
        bob_ = std::make_unique<DesktopRig>(u"bob"_s);
        QVERIFY(ada_->host());
        QVERIFY(bob_->join(ada_->hostPort()));
    }

    void cleanup()
    {
        bob_.reset();
        ada_.reset();
    }

    void whoeverHostsIsTheOwner()
    {
        QVERIFY(waitUntil([this] { return isOwner(*ada_); }));
        QVERIFY(!isOwner(*bob_));
        ada_->program().leaveServer();
        QVERIFY(ada_->host());  // the same server
        QVERIFY(waitUntil([this] { return isOwner(*ada_); }));
        // After a restart another code makes the same person the owner.
        bob_->program().leaveServer();
        ada_->restart();
        QVERIFY(ada_->host());
        QVERIFY(waitUntil([this] { return isOwner(*ada_); }));
    }

    void figuresComeByThemselves()
    {
        open();
        ui::OverviewPage& page = *shown().overview();
        QVERIFY(waitUntil([&page] { return page.graphs()->kept(ui::Span::Minute) > 1; }));
        shown().showPage(AdminPage::Connections);
        QVERIFY(waitUntil([this] { return !bobsConnection().isNull(); }));
        Q_EMIT shown().connections()->recordWanted(bobsConnection().toULongLong());
        const client::FlightRecord& record = administration().record();
        QVERIFY(waitUntil([&record] { return !record.frames().isEmpty(); }));
        shown().showPage(AdminPage::Rooms);
        QVERIFY(waitUntil(
            [this] { return !idOf(*shown().rooms(), ui::AdminRoomColumn::Name, u"lobby"_s).isNull(); }));
        shown().showPage(AdminPage::Settings);
        QVERIFY(waitUntil([this] { return rowsOf(*shown().settings()) > 10; }));
        shown().showPage(AdminPage::Instances);
        QVERIFY(waitUntil([this] { return rowsOf(*shown().instances()) == 1; }));
    }

    void somebodyIsToldAndSentAway()
    {
        open();
        shown().showPage(AdminPage::Connections);
        QVERIFY(waitUntil([this] { return !bobsConnection().isNull(); }));
        const QVector<quint64> bob{bobsConnection().toULongLong()};
        Q_EMIT shown().connections()->noticeWanted(bob, u"Be kind."_s);
        QVERIFY(waitUntil([this] { return says(*bob_, u"ada tells: Be kind."_s); }));
        Q_EMIT shown().connections()->kickWanted(bob, u"Enough now."_s);
        QVERIFY(waitUntil([this] { return says(*bob_, u"Enough now."_s); }));
        QVERIFY(says(*bob_, u"You were sent away"_s));
        QVERIFY(waitUntil([this] { return bobsConnection().isNull(); }));
        QVERIFY(bob_->join(ada_->hostPort()));  // nothing keeps him out
        shown().showPage(AdminPage::Audit);
        QVERIFY(waitUntil([this] {
            const QAbstractItemModel* const rows = shown().audit()->table()->model();
            for (int row = 0; row < rows->rowCount(); ++row) {
                if (rows->index(row, static_cast<int>(ui::AuditColumn::Action)).data() == u"kick"_s) {
                    return true;
                }
            }
            return false;
        }));
    }

    void somebodyIsSilentAndThenKeptOut()
    {
        open();
        shown().showPage(AdminPage::Sanctions);
        Q_EMIT shown().sanctions()->sanctionWanted({true, false, u"bob"_s, u"Shouts."_s, 10});
        QVERIFY(waitUntil([this] { return rowsOf(*shown().sanctions()) == 1; }));
        bob_->say(u"HELLO"_s);
        QVERIFY(waitUntil([this] { return hasFailed(u"HELLO"_s); }));
        const QVariant mute = idOf(*shown().sanctions(), ui::SanctionColumn::Subject, u"bob"_s);
        Q_EMIT shown().sanctions()->liftWanted(mute.toString());
        QVERIFY(waitUntil([this] { return rowsOf(*shown().sanctions()) == 0; }));
        bob_->say(u"hello"_s);
        QVERIFY(ada_->waitForMessage(u"bob: hello"_s));
        Q_EMIT shown().sanctions()->sanctionWanted({false, false, u"bob"_s, u"Spam."_s, 0});
        QVERIFY(waitUntil([this] { return says(*bob_, u"Spam."_s); }));
        QVERIFY(!bob_->program().workspace()->session().isOnline());
    }

    void aRoomIsLockedClearedAndDeleted()
    {
        open();
        QVERIFY(ada_->enter(u"den"_s));
        QVERIFY(bob_->enter(u"den"_s));
        bob_->choose(u"den"_s);
        bob_->say(u"one"_s);
        QVERIFY(bob_->waitForMessage(u"bob: one"_s));
        shown().showPage(AdminPage::Rooms);
        Q_EMIT shown().rooms()->lockWanted(u"den"_s, true);
        QVERIFY(waitUntil([this] { return isLocked(u"den"_s); }));
        bob_->say(u"two"_s);
        QVERIFY(waitUntil([this] { return hasFailed(u"two"_s, u"den"_s); }));
        Q_EMIT shown().rooms()->lockWanted(u"den"_s, false);
        QVERIFY(waitUntil([this] { return !isLocked(u"den"_s); }));
        const QString epoch = bobsDen().head()->epoch;
        Q_EMIT shown().rooms()->clearWanted(u"den"_s);
        QVERIFY(waitUntil([this, &epoch] {
            return bobsDen().phase() == client::RoomPhase::Live && bobsDen().head()->epoch != epoch;
        }));
        QCOMPARE(bobsDen().head()->seq, 0U);
        bob_->say(u"three"_s);
        QVERIFY(bob_->waitForMessage(u"bob: three"_s));
        Q_EMIT shown().rooms()->deleteWanted(u"den"_s);
        QVERIFY(waitUntil([this] { return says(*bob_, u"The room “den” was deleted."_s); }));
        QVERIFY(bob_->program().workspace()->room(u"den"_s) == nullptr);
        QVERIFY(waitUntil(
            [this] { return idOf(*shown().rooms(), ui::AdminRoomColumn::Name, u"den"_s).isNull(); }));
    }

    void aRoomIsTakenIntoAFile()
    {
        open();
        bob_->say(u"to be kept & <shown>"_s);
        QVERIFY(ada_->waitForMessage(u"bob: to be kept & <shown>"_s));
        shown().showPage(AdminPage::Rooms);
        const QString file = ada_->folder() + u"/lobby.html"_s;
        Q_EMIT shown().rooms()->exportWanted(u"lobby"_s, file, true);
        QVERIFY(waitUntil([&file] { return QFile::exists(file); }));
        QFile page(file);
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY(page.readAll().contains("to be kept &amp; &lt;shown&gt;"));
    }

    void aSettingIsChanged()
    {
        open();
        shown().showPage(AdminPage::Settings);
        QVERIFY(waitUntil([this] { return rowsOf(*shown().settings()) > 10; }));
        Q_EMIT shown().settings()->settingWanted(u"no-such"_s, u"1"_s);
        QVERIFY(waitUntil([this] { return shows(shown(), u"“no-such” was not changed"_s); }));
    }

    void theDoctorLooks()
    {
        ada_->program().showHostPanel();
        auto* const panel = ada_->program().window().findChild<ui::HostPanel*>();
        Q_EMIT panel->doctorWanted();
        auto* const findings = ada_->program().window().findChild<ui::FindingsDialog*>();
        QVERIFY(findings->isVisible());
        QVERIFY(waitUntil([findings] { return shows(*findings, u"127.0.0.1"_s); }));
    }

private:
    static bool isOwner(DesktopRig& rig)
    {
        return rig.program().workspace()->administration().mayAdminister();
    }
    client::Administration& administration() { return ada_->program().workspace()->administration(); }
    ui::AdminWindow& shown() { return *ada_->program().administration()->administrationWindow(); }

    void open()
    {
        QVERIFY(waitUntil([this] { return isOwner(*ada_); }));
        Q_EMIT ada_->program().window().administrationWanted();
        QVERIFY(shown().isVisible());
    }

    static int rowsOf(const ui::TablePage& page) { return page.table()->model()->rowCount(); }
    QVariant bobsConnection() { return idOf(*shown().connections(), ui::ConnectionColumn::Who, u"bob"_s); }
    const client::RoomState& bobsDen() { return *bob_->program().workspace()->room(u"den"_s); }
    bool isLocked(const QString& room)
    {
        const auto* const row = administration().rooms().find(room);
        return row != nullptr && row->locked;
    }
    bool hasFailed(const QString& text, const QString& room = u"lobby"_s)
    {
        const auto pending = bob_->program().workspace()->room(room)->pending();
        return std::any_of(pending.begin(), pending.end(), [&text](const client::Outgoing& message) {
            return message.text == text && message.state == client::OutgoingState::Failed;
        });
    }
    static bool says(DesktopRig& rig, const QString& part)
    {
        return rig.shownTexts().join(u' ').remove(QChar(0x200B)).contains(part);
    }
    static bool shows(const QWidget& widget, const QString& part)
    {
        const auto labels = widget.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&part](const QLabel* label) {
            return label->text().remove(QChar(0x200B)).contains(part);
        });
    }

    std::unique_ptr<DesktopRig> ada_;
    std::unique_ptr<DesktopRig> bob_;
};

QTEST_MAIN(DesktopHostingTest)
#include "tst_desktop_hosting.moc"
