// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "ui/admin/admin_header.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/audit_page.h"
#include "ui/admin/claim_dialog.h"
#include "ui/admin/connection_record.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/figure_text.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanction_dialog.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/server_overview.h"
#include "ui/admin/settings_page.h"
#include "ui/admin_scene.h"
#include "ui/notice_bar.h"
#include "ui/theme.h"

using namespace snug::ui;
using namespace snug::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPages = static_cast<int>(AdminPage::Count);
}  // namespace

class AdminWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void figuresInWords();
    void navigates();
    void headTellsHowTheServerIs();
    void refusalIsShown();
    void graphsAreBounded();
    void tilesFill();
    void emptyPagesSaySo();
    void longNamesKeepTheWidth();
    void everythingHasANameAndIsReached();
    void textOfOthersIsPlain();
    void pictures_data();
    void pictures();

private:
    void keep(QWidget& widget, const QString& name);

    std::unique_ptr<Theme> theme_;
    std::unique_ptr<AdminScene> scene_;
    std::unique_ptr<AdminWindow> window_;
};

void AdminWindowTest::init()
{
    window_.reset();
    if (theme_ == nullptr) {
        theme_ = std::make_unique<Theme>();
    }
    theme_->set(ThemeMode::Light, 1.0);
    scene_ = std::make_unique<AdminScene>();
    window_ = std::make_unique<AdminWindow>(*theme_);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void AdminWindowTest::figuresInWords()
{
    QCOMPARE(durationText(-5), u"0 s"_s);
    QCOMPARE(durationText(59), u"59 s"_s);
    QCOMPARE(durationText(3599), u"59 min"_s);
    QCOMPARE(durationText(86'399), u"23 h 59 min"_s);
    QCOMPARE(durationText(90'000), u"1 d 1 h"_s);
    QCOMPARE(bytesText(999), u"999 B"_s);
    QCOMPARE(bytesText(1000), u"1.0 kB"_s);
    QCOMPARE(bytesText(123'456'789), u"123 MB"_s);
    QCOMPARE(millisecondsText(0.44), u"0.4 ms"_s);
    QCOMPARE(millisecondsText(2500), u"2.5 s"_s);
    QCOMPARE(percentText(41.6), u"42 %"_s);
}

void AdminWindowTest::navigates()
{
    QSignalSpy shown(window_.get(), &AdminWindow::pageShown);
    QSignalSpy hidden(window_.get(), &AdminWindow::hidden);
    window_->activateWindow();
    for (int page = kPages - 1; page >= 0; --page) {
        QTest::keyClick(window_.get(), static_cast<Qt::Key>(Qt::Key_1 + page), Qt::ControlModifier);
        QTRY_COMPARE(static_cast<int>(window_->page()), page);
    }
    QCOMPARE(shown.count(), kPages);
    auto* list = window_->findChild<QListWidget*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(window_->page(), AdminPage::Connections);
    QVERIFY(window_->connections()->isVisible());
    // Ctrl+F goes to the page's filter; Escape empties it first, and closes the window then.
    QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
    auto* filter = window_->connections()->findChild<QLineEdit*>();
    QTRY_COMPARE(QApplication::focusWidget(), filter);
    QTest::keyClicks(filter, u"ada"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty());
    QVERIFY(window_->isVisible());
    QTest::keyClick(filter, Qt::Key_Escape);
    QTRY_VERIFY(!window_->isVisible());
    QCOMPARE(hidden.count(), 1);
}

void AdminWindowTest::headTellsHowTheServerIs()
{
    auto* header = window_->findChild<AdminHeader*>();
    const auto says = [&](const QString& text) {
        const auto labels = header->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->accessibleName().contains(text) || label->text().contains(text);
        });
    };
    QVERIFY(says(u"Not known"_s));
    QCOMPARE(header->freshness(), u"Waiting for the server…"_s);
    scene_->fill(*window_);
    QVERIFY(says(u"Workshop"_s));
    QVERIFY(says(u"Version 0.9.0 · SQLite · up 3 d 4 h"_s));
    QVERIFY(says(u"1 to look at"_s));
    QVERIFY(header->freshness().startsWith(u"Updated"_s));
    scene_->probes->item(0, static_cast<int>(ProbeColumn::Status))
        ->setData(static_cast<int>(Tone::Bad), AdminRole::Tone);
    QVERIFY(says(u"1 failing"_s));
    scene_->probes->removeRows(0, scene_->probes->rowCount());
    QVERIFY(says(u"Healthy"_s));
    window_->setWaiting(true);
    QCOMPARE(header->freshness(), u"Waiting for the server…"_s);
    window_->setWaiting(false);
    window_->setConnected(false);
    QVERIFY(says(u"Not known"_s));
    QVERIFY(header->freshness().startsWith(u"Connection lost"_s));
}

void AdminWindowTest::refusalIsShown()
{
    auto* notices = window_->findChild<NoticeBar*>();
    QVERIFY(!notices->isVisible());
    window_->setRefusal(u"Only an owner may delete a room."_s);
    QVERIFY(notices->isVisible());
    QCOMPARE(notices->accessibleName(), u"Only an owner may delete a room."_s);
    QTRY_VERIFY_WITH_TIMEOUT(!notices->isVisible(), 60'000);
}

void AdminWindowTest::graphsAreBounded()
{
    ServerGraphs* graphs = window_->overview()->graphs();
    QVERIFY(graphs->hasCharts());
    for (const Span span : {Span::Minute, Span::Hour, Span::Day}) {
        graphs->setHistory(span, AdminScene::history(span, 1000));
        QCOMPARE(graphs->kept(span), samplesOf(span));
        graphs->addSample(span, {});
        QCOMPARE(graphs->kept(span), samplesOf(span));
    }
    QSignalSpy chosen(graphs, &ServerGraphs::spanChosen);
    for (QAbstractButton* button : graphs->findChildren<QAbstractButton*>()) {
        if (button->text() == u"Day") {
            QTest::keyClick(button, Qt::Key_Space);
        }
    }
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(graphs->span(), Span::Day);
}

void AdminWindowTest::tilesFill()
{
    scene_->fill(*window_);
    for (const int width : {720, 1000, 1600}) {
        window_->resize(width, 700);
        window_->grab();
        QTRY_COMPARE(window_->width(), width);
    }
}

void AdminWindowTest::emptyPagesSaySo()
{
    // With models, as after connecting, and no rows in them.
    scene_ = std::make_unique<AdminScene>(false);
    scene_->fill(*window_);
    for (int page = 1; page < kPages; ++page) {
        window_->showPage(static_cast<AdminPage>(page));
        keep(*window_, u"empty-%1"_s.arg(page));
    }
}

void AdminWindowTest::longNamesKeepTheWidth()
{
    scene_->fillWithLongNames();
    scene_->fill(*window_);
    ServerOverview overview;
    overview.name = overview.version = overview.store = QString(200, u'W');
    window_->setOverview(overview);
    window_->setRefusal(QString(200, u'W'));
    window_->rooms()->setExportProgress(QString(200, u'W'), 1, 2);
    for (const int width : {1120, 720}) {
        for (int page = 0; page < kPages; ++page) {
            window_->showPage(static_cast<AdminPage>(page));
            window_->resize(width, 700);
            scene_->chooseFirst(*window_);
            keep(*window_, u"long-%1-%2"_s.arg(width).arg(page));
            QCOMPARE(window_->width(), width);
        }
    }
}

void AdminWindowTest::everythingHasANameAndIsReached()
{
    scene_->fill(*window_);
    window_->rooms()->setExportProgress(u"lobby"_s, 1, 2);
    window_->activateWindow();
    for (int page = 0; page < kPages; ++page) {
        window_->showPage(static_cast<AdminPage>(page));
        scene_->chooseFirst(*window_);
        QSet<QWidget*> wanted;
        for (QWidget* widget : window_->findChildren<QWidget*>()) {
            const bool takes = widget->isVisible() && widget->isEnabled() && !widget->isWindow() &&
                               (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
                               !widget->objectName().startsWith(u"qt_"_s) && widget->focusProxy() == nullptr;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool byArrows = button != nullptr && button->group() != nullptr && !button->isChecked();
            if (!takes || byArrows) {
                continue;
            }
            wanted << widget;
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(face != nullptr);
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
        (*wanted.begin())->setFocus();
        QSet<QWidget*> seen;
        for (int i = 0; i < 40; ++i) {
            seen << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (QWidget* widget : std::as_const(wanted)) {
            QVERIFY2(seen.contains(widget),
                     qPrintable(u"page %1: %2 %3"_s.arg(page).arg(
                         QString::fromLatin1(widget->metaObject()->className()), widget->accessibleName())));
        }
    }
}

void AdminWindowTest::textOfOthersIsPlain()
{
    scene_->fill(*window_);
    for (const QLabel* label : window_->findChildren<QLabel*>()) {
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }
}

void AdminWindowTest::pictures_data()
{
    QTest::addColumn<ThemeMode>("mode");
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("width");
    QTest::newRow("light") << ThemeMode::Light << 1.0 << 1120;
    QTest::newRow("dark") << ThemeMode::Dark << 1.0 << 1120;
    QTest::newRow("narrow") << ThemeMode::Light << 1.0 << 720;
    QTest::newRow("large") << ThemeMode::Dark << 1.5 << 1120;
}

void AdminWindowTest::pictures()
{
    QFETCH(const ThemeMode, mode);
    QFETCH(const double, scale);
    QFETCH(const int, width);
    theme_->set(mode, scale);
    window_ = std::make_unique<AdminWindow>(*theme_);
    window_->show();
    scene_->fill(*window_);
    window_->resize(width, 720);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    for (int page = 0; page < kPages; ++page) {
        window_->showPage(static_cast<AdminPage>(page));
        scene_->chooseFirst(*window_);
        if (window_->page() == AdminPage::Connections) {
            QSignalSpy record(window_->connections(), &ConnectionsPage::recordWanted);
            QTRY_VERIFY(record.count() > 0);
            window_->connections()->setRecord(AdminScene::record(record.last().at(0).toULongLong()));
        }
        keep(*window_, u"%1-%2"_s.arg(tag).arg(page));
        QCOMPARE(window_->width(), width);
    }
    SanctionDialog ban(*theme_, false, {u"Grace"_s, u"Linus"_s}, {u"10.0.0.7"_s, u"10.0.0.9"_s});
    SanctionDialog mute(*theme_, true, {}, {});
    ClaimDialog claim(*theme_);
    claim.showError(u"This is not the code that the server printed."_s);
    const std::pair<QDialog*, QString> dialogs[] = {
        {&ban, u"ban"_s}, {&mute, u"mute"_s}, {&claim, u"claim"_s}};
    for (const auto& [dialog, name] : dialogs) {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        keep(*dialog, tag + u'-' + name);
    }
}

// Draws it; into a folder as well, where somebody wants to look.
void AdminWindowTest::keep(QWidget& widget, const QString& name)
{
    // Layouts within layouts pass on what they need in turns.
    for (int turn = 0; turn < 5; ++turn) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    const QPixmap picture = widget.grab();
    QVERIFY(!picture.isNull());
    const QString folder = qEnvironmentVariable("SNUG_PICTURES");
    if (!folder.isEmpty()) {
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(picture.save(QDir(folder).filePath(name + u".png"_s)));
    }
}

QTEST_MAIN(AdminWindowTest)
#include "admin_window_test.moc"
