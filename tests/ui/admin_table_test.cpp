// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "ui/admin/admin_table.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/table_sorter.h"
#include "ui/admin_rows.h"
#include "ui/theme.h"

using namespace snug::ui;
using namespace snug::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRows = 2000;
constexpr int kRate = static_cast<int>(ConnectionColumn::MessagesIn);

}  // namespace

class AdminTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sortsByMeaning();
    void newOrderKeepsTheCurrentRowInPlace();
    void newOrderComesOnceForManyChanges();
    void rowsAboveComeAndGo();
    void whoGoesIsNobodysChoice();
    void filterLooksThroughItsColumns();
    void columnsHide();
    void copiesWhatIsSelected();
    void logStaysAtItsEnd();
    void logPausesAndFilters();

private:
    QModelIndex rowOf(quint64 id) const;
    void choose(quint64 id);
    int placeOf(quint64 id) const;
    // Every connection gets another rate; the order by it is another one then.
    void stir(int round);

    std::unique_ptr<Theme> theme_;
    TableModel model_;
    std::unique_ptr<ConnectionsPage> page_;
    AdminTable* table_ = nullptr;
};

void AdminTableTest::init()
{
    page_.reset();
    if (theme_ == nullptr) {
        theme_ = std::make_unique<Theme>();
        theme_->set(ThemeMode::Light, 1.0);
    }
    model_ = connectionTable();
    for (int i = 0; i < kRows; ++i) {
        model_->appendRow(connectionRow(static_cast<quint64>(i + 1), u"person-%1"_s.arg(i + 1),
                                        u"10.0.%1.%2"_s.arg(i / 250).arg(i % 250), i % 97));
    }
    page_ = std::make_unique<ConnectionsPage>(*theme_);
    page_->resize(1000, 700);
    page_->setModel(model_.get());
    table_ = page_->table();
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
}

QModelIndex AdminTableTest::rowOf(quint64 id) const
{
    const QModelIndexList found =
        table_->model()->match(table_->model()->index(0, 0), AdminRole::Id, id, 1, Qt::MatchExactly);
    return found.value(0);
}

void AdminTableTest::choose(quint64 id)
{
    table_->setCurrentIndex(rowOf(id));
    table_->scrollTo(rowOf(id), QAbstractItemView::PositionAtCenter);
}

int AdminTableTest::placeOf(quint64 id) const
{
    return table_->visualRect(rowOf(id)).top();
}

void AdminTableTest::stir(int round)
{
    for (int row = 0; row < model_->rowCount(); ++row) {
        const int rate = (row * 31 + round * 577) % 1999;
        QStandardItem* item = model_->item(row, kRate);
        item->setText(QString::number(rate));
        item->setData(rate, AdminRole::Sort);
    }
}

void AdminTableTest::sortsByMeaning()
{
    table_->sortOn(kRate, Qt::DescendingOrder);
    const auto rate = [this](int row) {
        return table_->model()->index(row, kRate).data(AdminRole::Sort).toInt();
    };
    for (int row = 1; row < kRows; ++row) {
        QVERIFY(rate(row - 1) >= rate(row));
    }
    // A click on the header: the other way round.
    const QHeaderView* header = table_->horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(kRate) + 20, header->height() / 2));
    QCOMPARE(rate(0), 0);
    QCOMPARE(rate(kRows - 1), 96);
}

void AdminTableTest::newOrderKeepsTheCurrentRowInPlace()
{
    table_->sortOn(kRate, Qt::AscendingOrder);
    constexpr quint64 kWho = 1040;
    stir(0);
    QTRY_COMPARE_WITH_TIMEOUT(table_->model()->index(0, kRate).data().toInt(), 0, 20'000);
    choose(kWho);
    const QVariantList chosen = table_->selectedIds();
    QCOMPARE(chosen, QVariantList{kWho});
    const int place = placeOf(kWho);
    for (int round = 1; round < 4; ++round) {
        const int before = rowOf(kWho).row();
        QSignalSpy ordered(table_->model(), &QAbstractItemModel::layoutChanged);
        stir(round);
        QTRY_VERIFY_WITH_TIMEOUT(ordered.count() > 0, 20'000);
        QVERIFY(rowOf(kWho).row() != before);
        QCOMPARE(table_->selectedIds(), chosen);
        QCOMPARE(table_->currentId(), QVariant(kWho));
        // In the same place, where the table does not end before.
        const QScrollBar* bar = table_->verticalScrollBar();
        if (bar->value() > 0 && bar->value() < bar->maximum()) {
            QCOMPARE(placeOf(kWho), place);
        }
    }
}

void AdminTableTest::newOrderComesOnceForManyChanges()
{
    table_->sortOn(kRate, Qt::AscendingOrder);
    QSignalSpy ordered(table_->model(), &QAbstractItemModel::layoutChanged);
    // 6,000 changes in one go, and as many while it waits for its turn.
    for (int round = 1; round < 4; ++round) {
        stir(round);
    }
    QTRY_VERIFY_WITH_TIMEOUT(ordered.count() > 0, 20'000);
    QVERIFY(ordered.count() <= 2);
    int last = -1;
    for (int row = 0; row < kRows; ++row) {
        const int rate = table_->model()->index(row, kRate).data(AdminRole::Sort).toInt();
        QVERIFY(rate >= last);
        last = rate;
    }
}

void AdminTableTest::rowsAboveComeAndGo()
{
    table_->sortOn(0, Qt::AscendingOrder);
    constexpr quint64 kWho = 900;
    choose(kWho);
    const int place = placeOf(kWho);
    for (int i = 0; i < 20; ++i) {
        model_->removeRow(0);
        model_->insertRow(0, connectionRow(static_cast<quint64>(5000 + i), u"aaa-%1"_s.arg(i), u"::1"_s, 1));
        QCOMPARE(placeOf(kWho), place);
    }
    // Nobody is current: what is read stays.
    table_->setCurrentIndex({});
    const int top = table_->rowAt(0);
    const QVariant first = table_->model()->index(top, 0).data(AdminRole::Id);
    const int edge = table_->rowViewportPosition(top);
    for (int i = 0; i < 5; ++i) {
        model_->removeRow(1);
    }
    QCOMPARE(table_->model()->index(table_->rowAt(0), 0).data(AdminRole::Id), first);
    QCOMPARE(table_->rowViewportPosition(table_->rowAt(0)), edge);
}

void AdminTableTest::whoGoesIsNobodysChoice()
{
    QSignalSpy record(page_.get(), &ConnectionsPage::recordWanted);
    choose(7);
    QTRY_COMPARE(record.count(), 1);
    QCOMPARE(record.at(0).at(0).toULongLong(), 7U);
    model_->removeRow(6);
    QVERIFY(table_->selectedIds().isEmpty());
    QVERIFY(!table_->currentId().isValid());
    QTRY_COMPARE(record.count(), 2);
    QCOMPARE(record.at(1).at(0).toULongLong(), 0U);
}

void AdminTableTest::filterLooksThroughItsColumns()
{
    auto* filter = page_->findChild<QLineEdit*>();
    QVERIFY(filter != nullptr);
    choose(1234);
    filter->setText(u"PERSON-1234"_s);
    QCOMPARE(table_->model()->rowCount(), 1);
    QCOMPARE(table_->selectedIds(), QVariantList{quint64{1234}});
    filter->setText(u"10.0.3."_s);
    QCOMPARE(table_->model()->rowCount(), 250);
    // Not through figures.
    filter->setText(u"8.4 kB/s"_s);
    QCOMPARE(table_->model()->rowCount(), 0);
    page_->grab();
    filter->clear();
    QCOMPARE(table_->model()->rowCount(), kRows);
    // Who comes and matches, comes into sight.
    filter->setText(u"zora"_s);
    model_->appendRow(connectionRow(9999, u"Zora"_s, u"::1"_s, 1));
    QCOMPARE(table_->model()->rowCount(), 1);
}

void AdminTableTest::columnsHide()
{
    QHeaderView* header = table_->horizontalHeader();
    header->resizeSection(0, 333);
    table_->setColumnHidden(2, true);
    TableModel other = connectionTable();
    other->appendRow(connectionRow(1, u"Ada"_s, u"::1"_s, 1));
    page_->setModel(other.get());
    QVERIFY(table_->isColumnHidden(2));
    QCOMPARE(table_->columnWidth(0), 333);
    page_->resize(1400, 700);
    QCOMPARE(table_->columnWidth(0), 333);
    page_->setModel(nullptr);
    page_->setModel(other.get());
    QVERIFY(table_->isColumnHidden(2));
    QCOMPARE(table_->columnWidth(0), 333);
    page_->setModel(nullptr);
}

void AdminTableTest::copiesWhatIsSelected()
{
    page_->findChild<QLineEdit*>()->setText(u"person-199"_s);
    table_->setColumnHidden(1, true);
    table_->setFocus();
    QTest::keyClick(table_, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(table_, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 11);  // 199 and 1990 … 1999
    QVERIFY(lines.first().startsWith(u"person-199\tsnug 0.9.0\t3\t"_s));
}

void AdminTableTest::logStaysAtItsEnd()
{
    TableModel log = tableOf({u"At"_s, u"Level"_s, u"Category"_s, u"Text"_s});
    const auto write = [&log](int lines) {
        for (int i = 0; i < lines; ++i) {
            log->appendRow(tableRow(
                log->rowCount(),
                {{u"12:00:00"_s}, {u"info"_s}, {u"snug.net"_s}, {u"line %1"_s.arg(log->rowCount())}}));
        }
    };
    LogsPage page(*theme_);
    page.setModel(log.get());
    page.resize(800, 400);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QScrollBar* bar = page.table()->verticalScrollBar();
    write(200);
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    write(10);
    QCOMPARE(bar->value(), bar->maximum());
    // Scrolled up it stays, also when the oldest go.
    bar->setValue(bar->maximum() / 2);
    const QString read = page.table()->model()->index(page.table()->rowAt(0), 3).data().toString();
    write(10);
    log->removeRows(0, 10);
    QCOMPARE(page.table()->model()->index(page.table()->rowAt(0), 3).data().toString(), read);
    bar->setValue(bar->maximum());
    write(1);
    QCOMPARE(bar->value(), bar->maximum());
}

void AdminTableTest::logPausesAndFilters()
{
    TableModel log = tableOf({u"At"_s, u"Level"_s, u"Category"_s, u"Text"_s});
    const auto write = [&log](Tone tone) {
        log->appendRow(tableRow(
            log->rowCount(),
            {{u"12:00:00"_s}, {u"level"_s, {}, tone}, {u"snug.net"_s}, {u"line %1"_s.arg(log->rowCount())}}));
    };
    LogsPage page(*theme_);
    page.setModel(log.get());
    const TableSorter* rows = page.table()->sorter();
    for (const Tone tone : {Tone::Plain, Tone::Warning, Tone::Bad, Tone::Plain}) {
        write(tone);
    }
    page.table()->sorter()->setLeastTone(static_cast<int>(LogColumn::Level), Tone::Warning);
    QCOMPARE(rows->rowCount(), 2);
    page.table()->sorter()->setLeastTone(static_cast<int>(LogColumn::Level), Tone::Plain);
    QCOMPARE(rows->rowCount(), 4);
    QCOMPARE(rows->index(1, 3).data().toString(), u"line 1"_s);
    page.table()->sorter()->setPaused(true);
    write(Tone::Bad);
    write(Tone::Bad);
    QCOMPARE(rows->rowCount(), 4);
    QCOMPARE(rows->heldBack(), 2);
    log->removeRow(0);
    QCOMPARE(rows->rowCount(), 3);
    page.table()->sorter()->setPaused(false);
    QCOMPARE(rows->rowCount(), 5);
    QCOMPARE(rows->index(4, 3).data().toString(), u"line 5"_s);
}

QTEST_MAIN(AdminTableTest)
#include "admin_table_test.moc"
