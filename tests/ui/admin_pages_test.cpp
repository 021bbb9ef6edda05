// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "ui/admin/claim_dialog.h"
#include "ui/admin/connection_record.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/settings_page.h"
#include "ui/admin_scene.h"
#include "ui/theme.h"

using namespace snug::ui;
using namespace snug::test;
using namespace Qt::StringLiterals;

namespace {

template <class Widget>
Widget* named(const QWidget* in, const QString& name)
{
    for (Widget* widget : in->findChildren<Widget*>()) {
        if (widget->accessibleName() == name) {
            return widget;
        }
    }
    return nullptr;
}

QPushButton* button(const QWidget* in, const QString& text)
{
    for (QPushButton* found : in->findChildren<QPushButton*>()) {
        if (found->text() == text) {
            return found;
        }
    }
    return nullptr;
}

void press(const QWidget* in, const QString& text)
{
    QPushButton* found = button(in, text);
    QVERIFY2(found != nullptr && found->isEnabled(), qPrintable(text));
    QTest::mouseClick(found, Qt::LeftButton);
}

// The question that is open; one that was answered is gone soon.
QDialog* question(const QWidget* page)
{
    for (QDialog* dialog : page->findChildren<QDialog*>()) {
        if (dialog->isVisible()) {
            return dialog;
        }
    }
    return nullptr;
}

bool saysSomewhere(const QWidget* in, const QString& text)
{
    const auto labels = in->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return !label->isHidden() && label->text().remove(QChar(0x200b)).contains(text);
    });
}

}  // namespace

class AdminPagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void connectionsTellAndDisconnect();
    void connectionsBanAndMute();
    void flightRecorder();
    void roomsLockClearDelete();
    void roomsExport();
    void sanctionsByHandAndLift();
    void settingsAreEdited();
    void settingThatIsRefused();
    void serversDrain();
    void logPauses();
    void claim();

private:
    template <class Page>
    Page* show(QAbstractItemModel* model);

    std::unique_ptr<Theme> theme_;
    std::unique_ptr<AdminScene> scene_;
    std::unique_ptr<TablePage> page_;
};

void AdminPagesTest::init()
{
    page_.reset();
    if (theme_ == nullptr) {
        theme_ = std::make_unique<Theme>();
        theme_->set(ThemeMode::Light, 1.0);
    }
    scene_ = std::make_unique<AdminScene>();
}

template <class Page>
Page* AdminPagesTest::show(QAbstractItemModel* model)
{
    auto page = std::make_unique<Page>(*theme_);
    Page* const shown = page.get();
    page_ = std::move(page);
    shown->setModel(model);
    shown->resize(900, 600);
    shown->show();
    return QTest::qWaitForWindowExposed(shown) ? shown : nullptr;
}

void AdminPagesTest::connectionsTellAndDisconnect()
{
    auto* page = show<ConnectionsPage>(scene_->connections.get());
    QVERIFY(!button(page, u"Ban…"_s)->isEnabled());
    QSignalSpy notice(page, &ConnectionsPage::noticeWanted);
    QSignalSpy kick(page, &ConnectionsPage::kickWanted);
    const QVector<quint64> ids{1, 41};  // Ada and Ada 40
    for (const quint64 id : ids) {
        const QModelIndex row =
            page->table()->model()->match(page->table()->model()->index(0, 0), AdminRole::Id, id).value(0);
        page->table()->selectionModel()->select(row, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    press(page, u"Message…"_s);
    QDialog* dialog = question(page);
    QVERIFY(dialog != nullptr);
    QVERIFY(!button(dialog, u"Send"_s)->isEnabled());
    QTest::keyClicks(named<QLineEdit>(dialog, u"Message"_s), u"The server restarts at six."_s);
    // Who was chosen is told, whatever is chosen or gone by then.
    page->table()->clearSelection();
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(notice.count(), 1);
    QCOMPARE(notice.at(0).at(0).value<QVector<quint64>>(), ids);
    QCOMPARE(notice.at(0).at(1).toString(), u"The server restarts at six."_s);
    QTRY_VERIFY(question(page) == nullptr);
    // With nobody chosen to everybody, which is said.
    press(page, u"Message…"_s);
    QVERIFY(saysSomewhere(question(page), u"everybody who is connected"_s));
    named<QLineEdit>(question(page), u"Message"_s)->setText(u"Tea!"_s);
    press(question(page), u"Send"_s);
    QVERIFY(notice.at(1).at(0).value<QVector<quint64>>().isEmpty());
    QTRY_VERIFY(question(page) == nullptr);

    page->table()->selectRow(0);
    press(page, u"Disconnect…"_s);
    QVERIFY(question(page) != nullptr);
    // Enter alone does nothing dangerous.
    QTest::keyClick(named<QLineEdit>(question(page), u"Reason (may be empty)"_s), Qt::Key_Return);
    QCOMPARE(kick.count(), 0);
    QTRY_VERIFY(question(page) == nullptr);
    press(page, u"Disconnect…"_s);
    press(question(page), u"Disconnect"_s);
    QCOMPARE(kick.count(), 1);
    QCOMPARE(kick.at(0).at(0).value<QVector<quint64>>(), QVector<quint64>{1});
    QCOMPARE(kick.at(0).at(1).toString(), QString());
}

void AdminPagesTest::connectionsBanAndMute()
{
    auto* page = show<ConnectionsPage>(scene_->connections.get());
    QSignalSpy wish(page, &ConnectionsPage::sanctionWanted);
    const auto wished = [&wish](int at) { return wish.at(at).at(0).value<SanctionWish>(); };
    page->table()->selectRow(0);
    press(page, u"Mute…"_s);
    QDialog* dialog = question(page);
    QVERIFY(saysSomewhere(dialog, u"Mute Ada?"_s));
    press(dialog, u"Mute"_s);
    QCOMPARE(wish.count(), 1);
    QCOMPARE(wished(0), (SanctionWish{true, false, u"Ada"_s, {}, 60}));
    QTRY_VERIFY(question(page) == nullptr);

    page->table()->selectAll();
    press(page, u"Ban…"_s);
    dialog = question(page);
    QVERIFY(saysSomewhere(dialog, u"and 56 more"_s));
    named<QRadioButton>(dialog, u"By address"_s)->click();
    named<QLineEdit>(dialog, u"Reason"_s)->setText(u"  flood "_s);
    auto* expiry = named<QComboBox>(dialog, u"For how long"_s);
    QCOMPARE(expiry->count(), 5);
    expiry->setCurrentIndex(4);
    press(dialog, u"Ban"_s);
    QCOMPARE(wish.count(), 1 + 60);
    QCOMPARE(wished(1), (SanctionWish{false, true, u"10.0.0.7"_s, u"flood"_s, 0}));
}

void AdminPagesTest::flightRecorder()
{
    auto* page = show<ConnectionsPage>(scene_->connections.get());
    QSignalSpy record(page, &ConnectionsPage::recordWanted);
    page->table()->selectRow(0);
    QTRY_COMPARE(record.count(), 1);
    QCOMPARE(record.at(0).at(0).toULongLong(), 1U);
    auto* frames = named<AdminTable>(page, u"Flight recorder"_s);
    page->setRecord(AdminScene::record(2));  // of another: too late
    QCOMPARE(frames->model()->rowCount(), 0);
    page->setRecord(AdminScene::record(1));
    QCOMPARE(frames->model()->rowCount(), 40);
    QVERIFY(frames->model()->index(0, 0).data().toString() > frames->model()->index(1, 0).data().toString());
    QVERIFY(saysSomewhere(page, u"held back 3"_s));
    ConnectionRecord endless = AdminScene::record(1);
    endless.frames.resize(5000);
    page->setRecord(endless);
    QCOMPARE(frames->model()->rowCount(), 500);
    page->hide();
    QCOMPARE(record.count(), 2);
    QCOMPARE(record.at(1).at(0).toULongLong(), 0U);
    page->show();
    QTRY_COMPARE(record.count(), 3);
    QCOMPARE(record.at(2).at(0).toULongLong(), 1U);
}

void AdminPagesTest::roomsLockClearDelete()
{
    auto* page = show<RoomsPage>(scene_->rooms.get());
    QSignalSpy lock(page, &RoomsPage::lockWanted);
    QSignalSpy clear(page, &RoomsPage::clearWanted);
    QSignalSpy remove(page, &RoomsPage::deleteWanted);
    page->table()->selectRow(0);  // announcements
    press(page, u"Open"_s);
    QCOMPARE(lock.at(0), (QVariantList{u"announcements"_s, false}));
    markRow(*scene_->rooms, 4, AdminRole::Locked, false);
    press(page, u"Lock"_s);
    QCOMPARE(lock.at(1), (QVariantList{u"announcements"_s, true}));
    press(page, u"Clear…"_s);
    QVERIFY(saysSomewhere(question(page), u"“announcements”"_s));
    QTest::keyClick(question(page), Qt::Key_Return);
    QCOMPARE(clear.count(), 0);
    QTRY_VERIFY(question(page) == nullptr);
    press(page, u"Clear…"_s);
    press(question(page), u"Clear room"_s);
    QCOMPARE(clear.at(0).at(0).toString(), u"announcements"_s);
    QTRY_VERIFY(question(page) == nullptr);
    press(page, u"Delete…"_s);
    // Another row, or none, by the time of the answer: the one that was asked about is meant.
    page->table()->selectRow(1);
    press(question(page), u"Delete room"_s);
    QCOMPARE(remove.at(0).at(0).toString(), u"announcements"_s);
}

void AdminPagesTest::roomsExport()
{
    const QTemporaryDir folder;
    scene_->rooms->insertRow(0, tableRow(u"../etc/x"_s, QVector<Cell>(8, {u"../etc/x"_s})));
    auto* page = show<RoomsPage>(scene_->rooms.get());
    QSignalSpy wanted(page, &RoomsPage::exportWanted);
    QSignalSpy cancel(page, &RoomsPage::exportCancelWanted);
    page->table()->selectRow(0);
    QCOMPARE(page->table()->selectedIds().value(0).toString(), u"../etc/x"_s);
    press(page, u"Export…"_s);
    auto* dialog = page->findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"___etc_x.html"_s);
    Q_EMIT dialog->fileSelected(folder.filePath(u"x.html"_s));
    dialog->close();
    QCOMPARE(wanted.at(0), (QVariantList{u"../etc/x"_s, folder.filePath(u"x.html"_s), true}));
    QVERIFY(!button(page, u"Export…"_s)->isEnabled());
    page->setExportProgress(u"../etc/x"_s, 50, 200);
    QVERIFY(saysSomewhere(page, u"50 of 200"_s));
    press(page, u"Cancel"_s);
    QCOMPARE(cancel.count(), 1);
    page->exportFinished(u"The export was cancelled."_s);
    QVERIFY(saysSomewhere(page, u"The export was cancelled."_s));
    QVERIFY(button(page, u"Export…"_s)->isEnabled());
    press(page, u"Close"_s);
    QVERIFY(!saysSomewhere(page, u"50 of 200"_s));
}

void AdminPagesTest::sanctionsByHandAndLift()
{
    auto* page = show<SanctionsPage>(scene_->sanctions.get());
    QSignalSpy wish(page, &SanctionsPage::sanctionWanted);
    QSignalSpy lift(page, &SanctionsPage::liftWanted);
    press(page, u"Ban…"_s);
    QDialog* dialog = question(page);
    QVERIFY(!button(dialog, u"Ban"_s)->isEnabled());
    named<QRadioButton>(dialog, u"By address"_s)->click();
    QTest::keyClicks(named<QLineEdit>(dialog, u"Who"_s), u"203.0.113.7"_s);
    press(dialog, u"Ban"_s);
    QCOMPARE(wish.at(0).at(0).value<SanctionWish>(), (SanctionWish{false, true, u"203.0.113.7"_s, {}, 60}));
    QVERIFY(!button(page, u"Lift"_s)->isEnabled());
    page->table()->selectAll();
    press(page, u"Lift"_s);
    QCOMPARE(lift.count(), 2);
    QCOMPARE(lift.at(0).at(0).toString(), u"s2"_s);  // the newer one stands first
}

void AdminPagesTest::settingsAreEdited()
{
    auto* page = show<SettingsPage>(scene_->settings.get());
    QSignalSpy wanted(page, &SettingsPage::settingWanted);
    QVERIFY(saysSomewhere(page, u"No setting chosen"_s));
    page->table()->selectRow(2);
    auto* field = named<QLineEdit>(page, u"Value of max_connections"_s);
    QVERIFY(field != nullptr);
    QCOMPARE(field->text(), u"20000"_s);
    QVERIFY(!button(page, u"Apply"_s)->isEnabled());
    field->clear();
    QTest::keyClicks(field, u"500"_s);
    // News of the same setting does not overwrite what is typed.
    scene_->settings->item(2, 1)->setText(u"30000"_s);
    QCOMPARE(field->text(), u"500"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(wanted.at(0), (QVariantList{u"max_connections"_s, u"500"_s}));
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), u"30000"_s);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, u"500"_s);
    scene_->settings->item(2, 1)->setText(u"500"_s);
    QVERIFY(!button(page, u"Apply"_s)->isEnabled());
    scene_->settings->item(2, 1)->setText(u"600"_s);
    QCOMPARE(field->text(), u"600"_s);
    press(page, u"Standard"_s);
    QCOMPARE(field->text(), u"10000"_s);
    press(page, u"Apply"_s);
    QCOMPARE(wanted.at(1), (QVariantList{u"max_connections"_s, u"10000"_s}));
    QVERIFY(!saysSomewhere(page, u"until it stops"_s));
    page->setKept(false);
    QVERIFY(saysSomewhere(page, u"until it stops"_s));
    page->table()->selectRow(4);  // port
    QVERIFY(field->isReadOnly());
    QVERIFY(!button(page, u"Apply"_s)->isVisible());
    QVERIFY(saysSomewhere(page, u"read when the server starts"_s));
}

void AdminPagesTest::settingThatIsRefused()
{
    auto* page = show<SettingsPage>(scene_->settings.get());
    page->table()->selectRow(1);
    page->setSettingError(u"max_connections"_s, u"Too many."_s);
    QVERIFY(!saysSomewhere(page, u"Too many."_s));
    page->setSettingError(u"log_level"_s, u"There is no level of this name."_s);
    QVERIFY(saysSomewhere(page, u"There is no level of this name."_s));
    QTest::keyClicks(named<QLineEdit>(page, u"Value of log_level"_s), u"x"_s);
    QVERIFY(!saysSomewhere(page, u"There is no level of this name."_s));
}

void AdminPagesTest::serversDrain()
{
    auto* page = show<InstancesPage>(scene_->instances.get());
    QSignalSpy drain(page, &InstancesPage::drainWanted);
    QVERIFY(saysSomewhere(page, u"Redis"_s));
    scene_->instances->appendRow(
        tableRow(u"i2"_s, {{u"workshop-2"_s}, {}, {}, number(4), number(1), number(1), {u"draining"_s}}));
    markRow(*scene_->instances, 1, AdminRole::Draining, true);
    QVERIFY(!saysSomewhere(page, u"Redis"_s));
    page->table()->selectRow(0);
    QVERIFY(!button(page, u"Take back"_s)->isEnabled());
    press(page, u"Drain…"_s);
    QVERIFY(saysSomewhere(question(page), u"This window is connected to it"_s));
    press(question(page), u"Drain"_s);
    QCOMPARE(drain.at(0), (QVariantList{u"i1"_s, true}));
    page->table()->selectRow(1);
    QVERIFY(!button(page, u"Drain…"_s)->isEnabled());
    press(page, u"Take back"_s);
    QCOMPARE(drain.at(1), (QVariantList{u"i2"_s, false}));
}

void AdminPagesTest::logPauses()
{
    auto* page = show<LogsPage>(scene_->logs.get());
    press(page, u"Pause"_s);
    scene_->logs->appendRow(tableRow(99, {{u"23:59:59"_s}, {u"info"_s}, {u"snug.net"_s}, {u"new"_s}}));
    QCOMPARE(page->table()->model()->rowCount(), 80);
    press(page, u"Go on (1 new)"_s);
    QCOMPARE(page->table()->model()->rowCount(), 81);
    named<QComboBox>(page, u"Levels"_s)->setCurrentIndex(2);
    for (int row = 0; row < page->table()->model()->rowCount(); ++row) {
        QCOMPARE(page->table()->model()->index(row, 1).data().toString(), u"error"_s);
    }
    QVERIFY(!button(page, u"Copy"_s)->isEnabled());
}

void AdminPagesTest::claim()
{
    auto* dialog = new ClaimDialog(*theme_);
    QSignalSpy wanted(dialog, &ClaimDialog::claimWanted);
    dialog->show();
    auto* code = named<QLineEdit>(dialog, u"Code"_s);
    QVERIFY(!button(dialog, u"Claim"_s)->isEnabled());
    QTest::keyClicks(code, u" 7F3K-22QA "_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(wanted.at(0).at(0).toString(), u"7F3K-22QA"_s);
    QVERIFY(dialog->isVisible());
    QVERIFY(!button(dialog, u"Claim"_s)->isEnabled());
    dialog->showError(u"This is not the code."_s);
    QVERIFY(saysSomewhere(dialog, u"This is not the code."_s));
    QVERIFY(button(dialog, u"Claim"_s)->isEnabled());
    QTest::keyClicks(code, u"1"_s);
    QVERIFY(!saysSomewhere(dialog, u"This is not the code."_s));
    dialog->done(QDialog::Accepted);
}

QTEST_MAIN(AdminPagesTest)
#include "admin_pages_test.moc"
