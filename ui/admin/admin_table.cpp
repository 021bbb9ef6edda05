// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "ui/admin/table_delegate.h"
#include "ui/admin/table_sorter.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

AdminTable::AdminTable(const Theme& theme, const QString& name, const QVector<TableColumn>& columns,
                       QWidget* parent)
    : QTableView(parent)
    , theme_(theme)
    , sorter_(new TableSorter(this))
    , fitter_(new ColumnFitter(theme, columns, this))
{
    setAccessibleName(name);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    auto* delegate = new TableDelegate(theme, this);
    setItemDelegate(delegate);
    QVector<bool> numbers;
    for (const TableColumn& column : columns) {
        numbers << column.number;
    }
    delegate->setNumbers(numbers);
    sorter_->setNumbers(numbers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    setModel(sorter_);
    listenToSorter();
    dress();
    connect(&theme, &Theme::changed, this, &AdminTable::dress);
}

void AdminTable::dress()
{
    verticalHeader()->setDefaultSectionSize(QFontMetrics(theme_.font(TextRole::Body)).height() +
                                            theme_.px(10));
    horizontalHeader()->setFont(theme_.font(TextRole::Small));
    fitter_->fit();
}

// After the headers and the view itself, which listen since setModel().
void AdminTable::listenToSorter()
{
    using Model = QAbstractItemModel;
    const auto before = [this] { remember(false); };
    const auto after = [this] {
        restore();
        Q_EMIT rowsChanged();
    };
    connect(sorter_, &Model::rowsAboutToBeInserted, this, before);
    connect(sorter_, &Model::rowsAboutToBeRemoved, this, before);
    connect(sorter_, &Model::layoutAboutToBeChanged, this, [this] { remember(true); });
    connect(sorter_, &Model::rowsInserted, this, after);
    connect(sorter_, &Model::rowsRemoved, this, after);
    connect(sorter_, &Model::layoutChanged, this, [this] { restore(); });
    connect(sorter_, &Model::modelReset, this, [this] {
        fitter_->fit();
        Q_EMIT rowsChanged();
        Q_EMIT chosenChanged();
    });
}

void AdminTable::setRows(QAbstractItemModel* model)
{
    fitter_->keepThrough([this, model] { sorter_->setSourceModel(model); });
}

void AdminTable::sortOn(int column, Qt::SortOrder order)
{
    setSortingEnabled(true);
    sortByColumn(column, order);
}

void AdminTable::setEmptyTexts(const QString& nothing, const QString& noMatch)
{
    nothing_ = nothing;
    noMatch_ = noMatch;
    viewport()->update();
}

QModelIndexList AdminTable::selectedRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    return rows;
}

QVariantList AdminTable::selectedIds() const
{
    QVariantList ids;
    for (const QModelIndex& row : selectedRows()) {
        ids << row.data(AdminRole::Id);
    }
    return ids;
}

QVariant AdminTable::currentId() const
{
    // When the current row goes, Qt makes its neighbour the current one, which nobody chose.
    const QModelIndex current = selectionModel()->currentIndex();
    const bool chosen = current.isValid() && selectionModel()->isRowSelected(current.row());
    return chosen ? current.data(AdminRole::Id) : QVariant();
}

QString AdminTable::textOf(const QModelIndex& row, int column) const
{
    return row.siblingAtColumn(column).data().toString();
}

void AdminTable::copySelected()
{
    QStringList lines;
    for (const QModelIndex& row : selectedRows()) {
        QStringList cells;
        for (int place = 0; place < horizontalHeader()->count(); ++place) {
            const int column = horizontalHeader()->logicalIndex(place);
            if (!isColumnHidden(column)) {
                cells << singleLine(textOf(row, column));
            }
        }
        lines << cells.join(u'\t');
    }
    if (!lines.isEmpty()) {
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void AdminTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void AdminTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT chosenChanged();
}

void AdminTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    // The delegate marks whole rows.
    viewport()->update();
    Q_EMIT chosenChanged();
}

void AdminTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (sorter_->rowCount() > 0) {
        return;
    }
    const bool filtered = sorter_->sourceModel() != nullptr && sorter_->sourceModel()->rowCount() > 0;
    QPainter painter(viewport());
    painter.setPen(theme_.colour(Colour::Muted));
    painter.setFont(theme_.font(TextRole::Body));
    const int edge = theme_.px(24);
    const QRect box = viewport()->rect().adjusted(edge, edge / 2, -edge, -edge / 2);
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, filtered ? noMatch_ : nothing_);
}

void AdminTable::resizeEvent(QResizeEvent* event)
{
    const bool atEnd = followsEnd_ && verticalScrollBar()->value() == verticalScrollBar()->maximum();
    QTableView::resizeEvent(event);
    fitter_->fit();
    if (atEnd) {
        scrollToBottom();
    }
}

void AdminTable::remember(bool sorting)
{
    const int end = verticalScrollBar()->maximum();
    wasAtEnd_ = followsEnd_ && verticalScrollBar()->value() == end;
    anchor_ = QPersistentModelIndex();
    if (wasAtEnd_) {
        return;
    }
    const QModelIndex current = currentIndex();
    const auto isSeen = [this](const QModelIndex& row) {
        const QRect box = visualRect(row);
        return row.isValid() && box.bottom() >= 0 && box.top() < viewport()->height();
    };
    if (isSeen(current)) {
        anchor_ = current.siblingAtColumn(0);
    } else if (!sorting && verticalScrollBar()->value() > 0) {
        anchor_ = model()->index(rowAt(0), 0);
    }
    anchorTop_ = anchor_.isValid() ? rowViewportPosition(anchor_.row()) : 0;
}

void AdminTable::restore()
{
    // The bar must know the new length before it takes a new place.
    updateGeometries();
    if (wasAtEnd_) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    } else if (anchor_.isValid()) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rowViewportPosition(anchor_.row()) -
                                      anchorTop_);
    }
}

}  // namespace snug::ui
