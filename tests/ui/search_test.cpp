// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <memory>

#include "ui/sample_rows.h"
#include "ui/search_panel.h"
#include "ui/theme.h"

using namespace snug::ui;
using snug::test::foundRow;
using State = SearchStatus::State;

class SearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme_.set(ThemeMode::Light, 1.0); }
    void init();
    void searchesAfterAPauseOrAtOnce();
    void escapeClearsThenCloses();
    void anotherRoomEmptiesTheField();
    void statusIsTold_data();
    void statusIsTold();
    void goesFurtherAndRetries();
    void aNoteIsShownAndCancelled();
    void byKeyboard();
    void byMouse();
    void rowsAreAsHighAsTheirText();
    void foundWordsAreSetOff();
    void isReadAloud();

private:
    QListView* list() const { return panel_->findChild<QListView*>(); }
    QLineEdit* field() const { return panel_->field(); }
    QPushButton* further() const { return panel_->findChild<QPushButton*>(); }
    QStringList shown() const;
    QToolButton* link(const QString& text) const;

    Theme theme_;
    std::unique_ptr<QStandardItemModel> model_;
    std::unique_ptr<SearchPanel> panel_;
};

void SearchTest::init()
{
    panel_.reset();
    model_ = std::make_unique<QStandardItemModel>();
    panel_ = std::make_unique<SearchPanel>(theme_);
    panel_->setModel(model_.get());
    panel_->setRoom(QStringLiteral("lobby"));
    panel_->resize(300, 600);
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    panel_->activateWindow();
    panel_->focusField();
}

QStringList SearchTest::shown() const
{
    QStringList texts;
    for (const QLabel* label : panel_->findChildren<QLabel*>()) {
        if (label->isVisible()) {
            texts << label->text();
        }
    }
    return texts;
}

QToolButton* SearchTest::link(const QString& text) const
{
    for (QToolButton* button : panel_->findChildren<QToolButton*>()) {
        if (button->isVisible() && button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

void SearchTest::searchesAfterAPauseOrAtOnce()
{
    QSignalSpy wanted(panel_.get(), &SearchPanel::searchWanted);
    QTest::keyClicks(field(), QStringLiteral(" tea"));
    QCOMPARE(wanted.count(), 0);
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).toString(), QStringLiteral("tea"));
    QTest::keyClicks(field(), QStringLiteral("pot"));
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(wanted.at(1).at(0).toString(), QStringLiteral("teapot"));
    QTest::keyClick(field(), Qt::Key_Return);  // the same again: something may have been said since
    QCOMPARE(wanted.count(), 3);
    QTest::keyClick(field(), Qt::Key_Space);  // the same words
    QTest::qWait(500);
    QCOMPARE(wanted.count(), 3);
    field()->clear();
    QCOMPARE(wanted.count(), 4);
    QCOMPARE(wanted.at(3).at(0).toString(), QString());
}

void SearchTest::escapeClearsThenCloses()
{
    QSignalSpy wanted(panel_.get(), &SearchPanel::searchWanted);
    QSignalSpy closed(panel_.get(), &SearchPanel::closeWanted);
    QTest::keyClicks(field(), QStringLiteral("tea"));
    QTest::keyClick(field(), Qt::Key_Return);
    model_->appendRow(foundRow(QStringLiteral("tea")));
    QTest::keyClick(field(), Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Escape);
    QVERIFY(field()->text().isEmpty());
    QVERIFY(field()->hasFocus());
    QCOMPARE(wanted.last().at(0).toString(), QString());
    QCOMPARE(closed.count(), 0);
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
}

void SearchTest::anotherRoomEmptiesTheField()
{
    QCOMPARE(field()->placeholderText(), QStringLiteral("Search in lobby"));
    QSignalSpy wanted(panel_.get(), &SearchPanel::searchWanted);
    QTest::keyClicks(field(), QStringLiteral("tea"));
    panel_->setRoom(QStringLiteral("lobby"));
    QCOMPARE(field()->text(), QStringLiteral("tea"));
    panel_->setRoom(QStringLiteral("den"));
    QVERIFY(field()->text().isEmpty());
    QCOMPARE(field()->placeholderText(), QStringLiteral("Search in den"));
    QTest::qWait(500);
    QCOMPARE(wanted.count(), 0);
}

void SearchTest::statusIsTold_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("further");
    QTest::addColumn<bool>("retry");
    const auto row = [](const char* name, State state, int rows, const QString& status, bool further,
                        bool retry) {
        QTest::newRow(name) << static_cast<int>(state) << rows << status << further << retry;
    };
    row("idle", State::Idle, 0, {}, false, false);
    row("begun", State::Searching, 0, QStringLiteral("Looking through older messages…"), false, false);
    row("goes on", State::Searching, 2, QStringLiteral("2 found, looking through older messages…"), false,
        false);
    row("more", State::MoreThere, 50, QStringLiteral("50 found so far"), true, false);
    row("none yet", State::MoreThere, 0, QStringLiteral("Nothing found so far"), true, false);
    row("some", State::Complete, 12, QStringLiteral("12 found"), false, false);
    row("none", State::Complete, 0, QStringLiteral("Nothing found"), false, false);
    row("full", State::Full, 3, QStringLiteral("The newest 3 are shown. One more word finds fewer."), false,
        false);
    row("failed", State::Failed, 0, QStringLiteral("It is away."), false, true);
    row("failed later", State::Failed, 3, QStringLiteral("It is away."), false, true);
}

void SearchTest::statusIsTold()
{
    QFETCH(const int, state);
    QFETCH(const int, rows);
    QFETCH(const QString, status);
    QFETCH(const bool, further);
    QFETCH(const bool, retry);
    for (int i = 0; i < rows; ++i) {
        model_->appendRow(foundRow(QStringLiteral("tea")));
    }
    panel_->setStatus({static_cast<State>(state), QStringLiteral("It is away.")});
    if (!status.isEmpty()) {
        QVERIFY2(shown().contains(status), qPrintable(shown().join(u'|')));
    }
    QCOMPARE(this->further()->isVisible(), further);
    QCOMPARE(link(QStringLiteral("Retry")) != nullptr, retry);
    QCOMPARE(list()->isVisible(), rows > 0);
    panel_->grab();
}

void SearchTest::goesFurtherAndRetries()
{
    QSignalSpy wanted(panel_.get(), &SearchPanel::furtherWanted);
    model_->appendRow(foundRow(QStringLiteral("tea")));
    panel_->setStatus({State::MoreThere, {}});
    further()->setFocus();
    QTest::keyClick(further(), Qt::Key_Space);
    QCOMPARE(wanted.count(), 1);
    QVERIFY(list()->hasFocus());  // the button may go
    panel_->setStatus({State::Searching, {}});
    QVERIFY(further()->isVisible());
    QVERIFY(!further()->isEnabled());
    panel_->setStatus({State::Complete, {}});
    QVERIFY(!further()->isVisible());
    panel_->setStatus({State::Failed, QStringLiteral("It is away.")});
    link(QStringLiteral("Retry"))->click();
    QCOMPARE(wanted.count(), 2);
    model_->clear();
    QVERIFY(field()->hasFocus());
}

void SearchTest::aNoteIsShownAndCancelled()
{
    QSignalSpy cancel(panel_.get(), &SearchPanel::cancelWanted);
    QSignalSpy closed(panel_.get(), &SearchPanel::closeWanted);
    model_->appendRow(foundRow(QStringLiteral("tea")));
    panel_->setStatus({State::Complete, {}});
    panel_->setNote(QStringLiteral("Loading…"), true);
    QVERIFY(shown().contains(QStringLiteral("Loading…")));
    QVERIFY(!shown().contains(QStringLiteral("1 found")));
    link(QStringLiteral("Cancel"))->click();
    QCOMPARE(cancel.count(), 1);
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(cancel.count(), 2);
    QCOMPARE(closed.count(), 0);
    panel_->setNote(QStringLiteral("Too far back."));
    QVERIFY(shown().contains(QStringLiteral("Too far back.")));
    QVERIFY(link(QStringLiteral("Cancel")) == nullptr);
    panel_->setNote({});
    QVERIFY(shown().contains(QStringLiteral("1 found")));
}

void SearchTest::byKeyboard()
{
    for (int i = 0; i < 3; ++i) {
        model_->appendRow(foundRow(QStringLiteral("tea"), {}, 10 - i));
    }
    QSignalSpy chosen(panel_.get(), &SearchPanel::resultChosen);
    QTest::keyClick(field(), Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    QCOMPARE(list()->currentIndex().row(), 0);
    QTest::keyClick(list(), Qt::Key_Down);
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toULongLong(), 9U);
    QVERIFY(chosen.at(0).at(1).toBool());
    QTest::keyClick(list(), Qt::Key_Up);
    QVERIFY(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Up);
    QVERIFY(field()->hasFocus());
    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 0);
}

void SearchTest::byMouse()
{
    model_->appendRow(foundRow(QStringLiteral("tea"), {}, 7));
    QSignalSpy chosen(panel_.get(), &SearchPanel::resultChosen);
    const QRect box = list()->visualRect(model_->index(0, 0));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, box.center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toULongLong(), 7U);
    QVERIFY(!chosen.at(0).at(1).toBool());
}

void SearchTest::rowsAreAsHighAsTheirText()
{
    model_->appendRow(foundRow(QStringLiteral("tea")));
    model_->appendRow(foundRow(QStringLiteral("tea and nine or ten words more for the second line")));
    model_->appendRow(foundRow(QStringLiteral("tea and so on ").repeated(80)));
    const auto heights = [this] {
        QList<int> all;
        for (int row = 0; row < 3; ++row) {
            all << list()->visualRect(model_->index(row, 0)).height();
        }
        return all;
    };
    QTest::qWait(20);
    const QList<int> wide = heights();
    QVERIFY(wide.at(0) < wide.at(1));
    QVERIFY(wide.at(1) < wide.at(2));
    panel_->resize(210, 600);
    QTRY_VERIFY(heights().at(1) > wide.at(1));
    QCOMPARE(heights().at(2), wide.at(2));  // so many lines and no more
    panel_->resize(900, 600);
    QTRY_COMPARE(heights().at(1), heights().at(0));
}

void SearchTest::foundWordsAreSetOff()
{
    model_->appendRow(foundRow(QStringLiteral("no tea"), QStringLiteral("tea")));
    const auto count = [this](const QColor& colour) {
        const QImage image = list()->viewport()->grab().toImage();
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                pixels += image.pixelColor(x, y) == colour ? 1 : 0;
            }
        }
        return pixels;
    };
    QTest::qWait(20);
    QVERIFY(count(theme_.colour(Colour::Selection)) > 50);
    model_->clear();
    model_->appendRow(foundRow(QStringLiteral("no tea")));
    QTest::qWait(20);
    QCOMPARE(count(theme_.colour(Colour::Selection)), 0);
}

void SearchTest::isReadAloud()
{
    model_->appendRow(foundRow(QStringLiteral("tea at five")));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(list());
    QVERIFY(face != nullptr);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("What was found"));
    QCOMPARE(face->child(0)->text(QAccessible::Name), QStringLiteral("grace: tea at five"));
    QAccessibleInterface* edit = QAccessible::queryAccessibleInterface(field());
    QCOMPARE(edit->text(QAccessible::Name), QStringLiteral("Search in lobby"));
}

QTEST_MAIN(SearchTest)
#include "search_test.moc"
