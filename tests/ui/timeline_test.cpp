// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <memory>

#include "ui/sample_rows.h"
#include "ui/theme.h"
#include "ui/timeline_jump_button.h"
#include "ui/timeline_row.h"
#include "ui/timeline_view.h"

using namespace snug::ui;
using snug::test::messageRow;
using snug::test::separatorRow;

class TimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme_.set(ThemeMode::Light, 1.0); }
    void init();
    void sticksToTheBottom();
    void staysWhereOneReads();
    void jumpsToNewest();
    void ownMessageScrollsDown();
    void olderKeepsThePlace();
    void asksForOlderOnce();
    void resizeKeepsThePlace();
    void showsTheNewMarker();
    void showsARow();
    void manyRowsMeasureFew();
    void groupsAndSeparators();
    void linksAreClicked();
    void markupIsText();
    void failedCanBeRetried();
    void copies();
    void longWordsAndRightToLeft();
    void survivesChanges();
    void isReadAloud();

private:
    void add(int count, int words = 6);
    QScrollBar* bar() const { return view_->verticalScrollBar(); }
    int topOf(int row) const { return view_->visualRect(model_->index(row, 0)).top(); }

    Theme theme_;
    std::unique_ptr<QStandardItemModel> model_;
    std::unique_ptr<TimelineView> view_;
    int made_ = 0;
};

void TimelineTest::init()
{
    made_ = 0;
    view_.reset();
    model_ = std::make_unique<QStandardItemModel>();
    view_ = std::make_unique<TimelineView>(theme_);
    view_->resize(600, 400);
    view_->setModel(model_.get());
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void TimelineTest::add(int count, int words)
{
    for (int i = 0; i < count; ++i) {
        QString text = QStringLiteral("message %1").arg(made_);
        for (int word = 0; word < (made_ * 7) % (words * 4 + 1); ++word) {
            text += QStringLiteral(" words");
        }
        model_->appendRow(
            messageRow({text, QStringLiteral("grace"), false, MessageState::Stored, made_ % 3 == 0}));
        ++made_;
    }
}

void TimelineTest::sticksToTheBottom()
{
    add(50);
    QTRY_VERIFY(bar()->maximum() > 0);
    QCOMPARE(bar()->value(), bar()->maximum());
    add(20);
    QTRY_VERIFY(view_->visualRect(model_->index(69, 0)).bottom() <= view_->viewport()->height());
    QVERIFY(view_->isAtBottom());
    QCOMPARE(view_->newBelow(), 0);
    QCOMPARE(bar()->value(), bar()->maximum());
}

void TimelineTest::staysWhereOneReads()
{
    add(80);
    QTRY_VERIFY(bar()->maximum() > 0);
    bar()->setValue(bar()->maximum() / 2);
    QVERIFY(!view_->isAtBottom());
    const QModelIndex reading = view_->indexAt(QPoint(100, 100));
    const int before = view_->visualRect(reading).top();
    add(7);
    QTRY_COMPARE(view_->newBelow(), 7);
    QTest::qWait(20);
    QCOMPARE(view_->visualRect(reading).top(), before);
    QVERIFY(!view_->isAtBottom());
}

void TimelineTest::jumpsToNewest()
{
    add(120);
    QTRY_VERIFY(bar()->maximum() > 0);
    bar()->setValue(0);
    add(3);
    auto* jump = view_->findChild<TimelineJumpButton*>();
    QTRY_VERIFY(jump->isVisible());
    QTRY_VERIFY(jump->accessibleName().contains(u'3'));
    QTest::mouseClick(jump, Qt::LeftButton);
    QVERIFY(view_->isAtBottom());
    QCOMPARE(view_->newBelow(), 0);
    QVERIFY(!jump->isVisible());
    QTRY_VERIFY(view_->visualRect(model_->index(122, 0)).bottom() <= view_->viewport()->height());
}

void TimelineTest::ownMessageScrollsDown()
{
    add(80);
    QTRY_VERIFY(bar()->maximum() > 0);
    bar()->setValue(0);
    model_->appendRow(
        messageRow({QStringLiteral("mine"), QStringLiteral("ada"), true, MessageState::Sending}));
    QTRY_VERIFY(view_->isAtBottom());
    QTRY_COMPARE(bar()->value(), bar()->maximum());
}

void TimelineTest::olderKeepsThePlace()
{
    add(60);
    QTRY_VERIFY(bar()->maximum() > 0);
    bar()->setValue(150);
    const QPersistentModelIndex reading = view_->indexAt(QPoint(100, 50));
    QVERIFY(reading.isValid());
    const int before = view_->visualRect(reading).top();
    for (int i = 0; i < 50; ++i) {
        model_->insertRow(0, messageRow({QStringLiteral("older ") + QString(i * 20, u'x')}));
    }
    QTest::qWait(30);
    QCOMPARE(view_->visualRect(reading).top(), before);
    // And row by row upwards: measuring what was a guess must not move what is in sight.
    for (int step = 0; step < 40 && bar()->value() > 0; ++step) {
        const QPersistentModelIndex seen = view_->indexAt(QPoint(100, 200));
        const int place = view_->visualRect(seen).top();
        const int from = bar()->value();
        bar()->setValue(from - 40);
        const int moved = view_->visualRect(seen).top() - place;
        QVERIFY2(moved == 40 || moved == from || bar()->value() == 0, qPrintable(QString::number(moved)));
    }
}

void TimelineTest::asksForOlderOnce()
{
    QSignalSpy older(view_.get(), &TimelineView::olderWanted);
    QTest::qWait(20);
    QCOMPARE(older.count(), 0);
    add(100);
    QTRY_VERIFY(bar()->maximum() > 0);
    QTest::qWait(20);
    const auto whileFew = older.count();
    view_->olderArrived(true);
    bar()->setValue(0);
    QTRY_COMPARE(older.count(), whileFew + 1);
    bar()->setValue(40);
    bar()->setValue(0);
    QTest::qWait(20);
    QCOMPARE(older.count(), whileFew + 1);
    view_->olderArrived(true);
    QTRY_COMPARE(older.count(), whileFew + 2);
    view_->olderArrived(false);
    bar()->setValue(10);
    QTest::qWait(20);
    QCOMPARE(older.count(), whileFew + 2);
}

void TimelineTest::resizeKeepsThePlace()
{
    add(200, 20);
    QTRY_VERIFY(bar()->maximum() > 0);
    QCOMPARE(bar()->value(), bar()->maximum());
    view_->resize(350, 300);
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    QVERIFY(view_->isAtBottom());
    bar()->setValue(bar()->maximum() / 2);
    const QModelIndex reading = view_->indexAt(QPoint(10, 0));
    const int before = view_->visualRect(reading).top();
    view_->resize(700, 420);
    QTest::qWait(20);
    QCOMPARE(view_->visualRect(reading).top(), before);
}

void TimelineTest::showsTheNewMarker()
{
    auto model = std::make_unique<QStandardItemModel>();
    for (int i = 0; i < 60; ++i) {
        model->appendRow(messageRow({QStringLiteral("old %1").arg(i)}));
    }
    model->appendRow(separatorRow(TimelineKind::NewMarker));
    for (int i = 0; i < 60; ++i) {
        model->appendRow(messageRow({QStringLiteral("new %1").arg(i)}));
    }
    view_->setModel(model.get());
    const QModelIndex marker = model->index(60, 0);
    QTRY_VERIFY(view_->visualRect(marker).top() >= 0);
    QTRY_VERIFY(view_->visualRect(marker).bottom() < view_->viewport()->height() / 2);
    QVERIFY(!view_->isAtBottom());
    view_->setModel(model_.get());
}

void TimelineTest::showsARow()
{
    add(200);
    QTRY_VERIFY(bar()->maximum() > 0);
    QLineEdit field;
    field.show();
    field.activateWindow();
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());
    for (const int row : {60, 150}) {
        view_->showRow(model_->index(row, 0));
        QCOMPARE(view_->currentIndex().row(), row);
        QVERIFY(view_->selectionModel()->isSelected(model_->index(row, 0)));
        const QRect box = view_->visualRect(model_->index(row, 0));
        QVERIFY(qAbs(box.center().y() - view_->viewport()->height() / 2) <= 2);
        QVERIFY(field.hasFocus());
        // Set off at once, then no more than any selected row.
        const auto behind = [&] {
            return view_->viewport()->grab().toImage().pixelColor(box.right() - 3, box.center().y());
        };
        QVERIFY(behind() != theme_.colour(Colour::Selected));
        QTRY_COMPARE(behind(), theme_.colour(Colour::Selected));
    }
    // At the ends there is no middle.
    view_->showRow(model_->index(0, 0));
    QCOMPARE(bar()->value(), 0);
    view_->showRow(model_->index(199, 0));
    QVERIFY(view_->isAtBottom());
    view_->showRow(QModelIndex());
    QCOMPARE(view_->currentIndex().row(), 199);
}

void TimelineTest::manyRowsMeasureFew()
{
    // A model that counts: laying out every one of 50,000 rows would ask for every row's author.
    class Counting : public QStandardItemModel {
    public:
        QVariant data(const QModelIndex& index, int role) const override
        {
            asked += role == TimelineRole::Author ? 1 : 0;
            return QStandardItemModel::data(index, role);
        }
        mutable int asked = 0;
    };
    Counting model;
    QList<QStandardItem*> rows;
    for (int i = 0; i < 50'000; ++i) {
        rows << messageRow({QStringLiteral("message %1").arg(i)});
    }
    model.invisibleRootItem()->appendRows(rows);
    view_->setModel(&model);
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    view_->grab();
    QVERIFY2(model.asked < 500, qPrintable(QString::number(model.asked)));
    view_->resize(500, 380);
    view_->grab();
    bar()->setValue(bar()->maximum() / 3);
    view_->grab();
    QVERIFY2(model.asked < 1500, qPrintable(QString::number(model.asked)));
    view_->setModel(model_.get());
}

void TimelineTest::groupsAndSeparators()
{
    model_->appendRow(separatorRow(TimelineKind::Day));
    model_->appendRow(messageRow({QStringLiteral("one"), QStringLiteral("ada")}));
    model_->appendRow(
        messageRow({QStringLiteral("two"), QStringLiteral("ada"), false, MessageState::Stored, false}));
    const auto first = layOutRow(theme_, model_->index(1, 0), 600);
    const auto next = layOutRow(theme_, model_->index(2, 0), 600);
    QVERIFY(!first->avatar.isEmpty());
    QVERIFY(next->avatar.isEmpty());
    QVERIFY(next->authorBox.isEmpty());
    QVERIFY(next->height < first->height);
    QCOMPARE(next->textAt.x(), first->textAt.x());
    QCOMPARE(layOutRow(theme_, model_->index(0, 0), 600)->label, QStringLiteral("Today"));
    view_->grab();
}

void TimelineTest::linksAreClicked()
{
    QSignalSpy links(view_.get(), &TimelineView::linkActivated);
    model_->appendRow(messageRow({QStringLiteral("https://example.org/x and javascript:alert(1)")}));
    QTest::qWait(20);
    const QModelIndex index = model_->index(0, 0);
    const auto row = layOutRow(theme_, index, view_->viewport()->width());
    const QPoint text = view_->visualRect(index).topLeft() + row->textAt;
    const QPoint onLink = text + QPoint(20, 6);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, onLink);
    QCOMPARE(links.count(), 1);
    QCOMPARE(links.at(0).at(0).toUrl(), QUrl(QStringLiteral("https://example.org/x")));
    const QTextLine line = row->text->lineAt(0);
    const QPoint onScript = text + QPoint(static_cast<int>(line.naturalTextWidth()) - 20, 6);
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, onScript);
    QCOMPARE(links.count(), 1);
    view_->setCurrentIndex(index);
    QTest::keyClick(view_.get(), Qt::Key_Return);
    QCOMPARE(links.count(), 2);
}

void TimelineTest::markupIsText()
{
    QString nested;
    for (int i = 0; i < 30; ++i) {
        nested += QStringLiteral("<table><tr><td>");
    }
    const QString evil = nested + QStringLiteral("<img src=\"/dev/zero\"><b>bold</b>");
    model_->appendRow(messageRow({evil, QStringLiteral("<h1>me</h1>")}));
    view_->grab();
    const auto row = layOutRow(theme_, model_->index(0, 0), 600);
    QCOMPARE(row->text->text(), evil);
}

void TimelineTest::failedCanBeRetried()
{
    QSignalSpy retry(view_.get(), &TimelineView::retryWanted);
    QSignalSpy discard(view_.get(), &TimelineView::discardWanted);
    auto* item = messageRow({QStringLiteral("mine"), QStringLiteral("ada"), true, MessageState::Failed, true,
                             QStringLiteral("n1")});
    item->setData(QStringLiteral("Too fast."), TimelineRole::FailureReason);
    model_->appendRow(item);
    QTest::qWait(20);
    const QModelIndex index = model_->index(0, 0);
    const auto row = layOutRow(theme_, index, view_->viewport()->width());
    const QPoint origin = view_->visualRect(index).topLeft();
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, origin + row->retry.center());
    QTest::mouseClick(view_->viewport(), Qt::LeftButton, {}, origin + row->discard.center());
    view_->setCurrentIndex(index);
    QTest::keyClick(view_.get(), Qt::Key_Return);
    QTest::keyClick(view_.get(), Qt::Key_Delete);
    QCOMPARE(retry.count(), 2);
    QCOMPARE(discard.count(), 2);
    QCOMPARE(retry.at(0).at(0).toString(), QStringLiteral("n1"));
    // Once stored it is an ordinary message.
    item->setData(static_cast<int>(MessageState::Stored), TimelineRole::State);
    QTest::qWait(20);
    QTest::keyClick(view_.get(), Qt::Key_Delete);
    QCOMPARE(discard.count(), 2);
}

void TimelineTest::copies()
{
    model_->appendRow(messageRow({QStringLiteral("first\nsecond line")}));
    model_->appendRow(separatorRow(TimelineKind::NewMarker));
    model_->appendRow(messageRow({QStringLiteral("third"), QStringLiteral("ada")}));
    QTest::qWait(20);
    QClipboard* clipboard = QGuiApplication::clipboard();
    view_->selectionModel()->select(model_->index(0, 0), QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(view_.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard->text(), QStringLiteral("first\nsecond line"));
    view_->selectAll();
    view_->copySelection();
    const QStringList lines = clipboard->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(2).endsWith(QStringLiteral("ada: third")));
    // Part of one message, by double click.
    view_->clearSelection();
    const QModelIndex last = model_->index(2, 0);
    const auto row = layOutRow(theme_, last, view_->viewport()->width());
    const QPoint word = view_->visualRect(last).topLeft() + row->textAt + QPoint(8, 6);
    QTest::mouseDClick(view_->viewport(), Qt::LeftButton, {}, word);
    view_->copySelection();
    QCOMPARE(clipboard->text(), QStringLiteral("third"));
}

void TimelineTest::longWordsAndRightToLeft()
{
    model_->appendRow(messageRow({QString(3000, u'w'), QString(200, u'n')}));
    model_->appendRow(messageRow({QStringLiteral("مرحبا https://example.org بكم")}));
    model_->appendRow(messageRow({QStringLiteral("👩‍👩‍👧‍👦 🎉")}));
    for (const int width : {200, 600, 2000}) {
        for (int i = 0; i < model_->rowCount(); ++i) {
            const auto row = layOutRow(theme_, model_->index(i, 0), width);
            for (int line = 0; line < row->text->lineCount(); ++line) {
                QVERIFY(row->textAt.x() + row->text->lineAt(line).naturalTextWidth() <= width);
            }
            QVERIFY(row->authorBox.right() <= width);
        }
    }
    QCOMPARE(view_->horizontalScrollBar()->maximum(), 0);
    view_->grab();
}

void TimelineTest::survivesChanges()
{
    add(100);
    QTRY_VERIFY(bar()->maximum() > 0);
    bar()->setValue(bar()->maximum() / 2);
    model_->removeRows(40, 30);
    view_->grab();
    model_->item(10)->setData(QString(2000, u'y'), TimelineRole::Text);
    view_->grab();
    model_->removeRows(0, model_->rowCount());
    view_->grab();
    QCOMPARE(bar()->maximum(), 0);
    add(3);
    view_->grab();
    // Few messages stand at the bottom, beside the composer.
    QVERIFY(topOf(0) > 50);
    model_->clear();
    view_->grab();
    theme_.set(ThemeMode::Dark, 1.5);
    add(40);
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    theme_.set(ThemeMode::Light, 1.0);
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    view_->setModel(nullptr);
    view_->grab();
}

void TimelineTest::isReadAloud()
{
    model_->appendRow(messageRow({QStringLiteral("hello"), QStringLiteral("ada")}));
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(view_.get());
    QVERIFY(list != nullptr);
    QCOMPARE(list->role(), QAccessible::List);
    QVERIFY(!list->text(QAccessible::Name).isEmpty());
    QCOMPARE(list->childCount(), 1);
    QCOMPARE(list->child(0)->text(QAccessible::Name), QStringLiteral("ada: hello"));
}

QTEST_MAIN(TimelineTest)
#include "timeline_test.moc"
