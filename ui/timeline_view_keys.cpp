// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <algorithm>

#include "ui/roles.h"
#include "ui/timeline_geometry.h"
#include "ui/timeline_input.h"
#include "ui/timeline_row.h"
#include "ui/timeline_view.h"

namespace snug::ui {

// Keyboard, selection, clipboard, context menu.

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->key() == Qt::Key_Escape) {
        clearTextSelection();
        selectionModel()->clear();
        event->ignore();
    } else if (current.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        activateRow(current);
    } else if (current.isValid() && event->key() == Qt::Key_Delete && hasFailed(current)) {
        Q_EMIT discardWanted(current.data(TimelineRole::Nonce).toString());
    } else {
        clearTextSelection();
        QListView::keyPressEvent(event);
    }
}

void TimelineView::keyboardSearch(const QString& /*search*/)
{
    // Jumping to messages by first letter would only surprise.
}

int TimelineView::step(int row, int by) const
{
    const int rows = geometry_->rows();
    for (int next = row + by; next >= 0 && next < rows; next += by) {
        if (canBeCurrent(model()->index(next, 0))) {
            return next;
        }
    }
    return row;
}

QModelIndex TimelineView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    const int rows = geometry_->rows();
    if (rows == 0) {
        return {};
    }
    const int row = currentIndex().isValid() ? currentIndex().row() : rows;
    const int page = viewport()->height();
    int next = row;
    switch (action) {
        case MoveUp:
        case MoveLeft:
        case MovePrevious:
            next = step(next, -1);
            break;
        case MoveDown:
        case MoveRight:
        case MoveNext:
            next = step(next, 1);
            break;
        case MoveHome:
            next = step(-1, 1);
            break;
        case MoveEnd:
            next = step(rows, -1);
            break;
        case MovePageUp:
            next = geometry_->rowAt(geometry_->top(std::min(row, rows)) - page);
            next = step(next + 1, -1);
            break;
        case MovePageDown:
            next = geometry_->rowAt(geometry_->top(std::min(row, rows)) + page);
            next = step(next - 1, 1);
            break;
    }
    return next >= 0 && next < rows ? model()->index(next, 0) : QModelIndex();
}

void TimelineView::selectRows(int from, int to)
{
    const auto [first, last] = std::minmax(from, to);
    selectionModel()->select(QItemSelection(model()->index(first, 0), model()->index(last, 0)),
                             QItemSelectionModel::ClearAndSelect);
}

void TimelineView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags)
{
    if (geometry_->rows() == 0) {
        return;
    }
    const QRect box = rect.normalized();
    const int first = geometry_->rowAt(box.top() - rowTop(0));
    const int last = geometry_->rowAt(box.bottom() - rowTop(0));
    selectionModel()->select(QItemSelection(model()->index(first, 0), model()->index(last, 0)), flags);
}

QRegion TimelineView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QItemSelectionRange& range : selection) {
        if (range.isValid() && range.bottom() < geometry_->rows()) {
            region +=
                visualRect(range.topLeft()).united(visualRect(range.bottomRight())) & viewport()->rect();
        }
    }
    return region;
}

void TimelineView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    // Not QListView's, whose idea of where a row is belongs to its own layout.
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update();
    if (QAccessible::isActive() && current.isValid() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    viewport()->update();
}

bool TimelineView::hasTextSelection() const
{
    return input_->textRow.isValid() && input_->textFrom != input_->textTo;
}

void TimelineView::clearTextSelection()
{
    if (input_->textRow.isValid()) {
        viewport()->update(visualRect(input_->textRow));
        input_->textRow = QPersistentModelIndex();
        input_->textFrom = input_->textTo = 0;
    }
}

void TimelineView::copySelection()
{
    if (hasTextSelection()) {
        const int from = std::min(input_->textFrom, input_->textTo);
        // From the model: the layout holds line separators in place of '\n'.
        const TimelineRow& row = rowOf(input_->textRow.row());
        QString text = row.text->text().mid(from, std::abs(input_->textTo - input_->textFrom));
        QGuiApplication::clipboard()->setText(text.replace(QChar(QChar::LineSeparator), u'\n'));
        return;
    }
    QModelIndexList rows =
        selectionModel() != nullptr ? selectionModel()->selectedIndexes() : QModelIndexList();
    if (rows.isEmpty() && currentIndex().isValid()) {
        rows << currentIndex();
    }
    std::sort(rows.begin(), rows.end());
    rows.removeIf([](const QModelIndex& index) { return !canBeCurrent(index); });
    if (rows.size() == 1) {
        QGuiApplication::clipboard()->setText(rows.first().data(TimelineRole::Text).toString());
        return;
    }
    QStringList lines;
    for (const QModelIndex& index : std::as_const(rows)) {
        if (isMessage(index)) {
            lines << QStringLiteral("[%1] %2: %3")
                         .arg(QLocale().toString(index.data(TimelineRole::At).toDateTime().toLocalTime(),
                                                 QLocale::ShortFormat),
                              index.data(TimelineRole::Author).toString(),
                              index.data(TimelineRole::Text).toString());
        }
    }
    if (!lines.isEmpty()) {
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid() || !canBeCurrent(index)) {
        return;
    }
    const TimelineHit hit = byKey ? TimelineHit() : hitAt(event->pos());
    if (!selectionModel()->isSelected(index) && !(hasTextSelection() && input_->textRow == index)) {
        clearTextSelection();
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy text"), this, &TimelineView::copySelection);
    if (hit.on == TimelineHit::On::Link) {
        menu->addAction(tr("&Open link"), this, [this, url = hit.link] { Q_EMIT linkActivated(url); });
        menu->addAction(tr("Copy &link"), this,
                        [url = hit.link] { QGuiApplication::clipboard()->setText(url.toString()); });
    }
    if (hasFailed(index)) {
        const QString nonce = index.data(TimelineRole::Nonce).toString();
        menu->addSeparator();
        menu->addAction(tr("&Retry"), this, [this, nonce] { Q_EMIT retryWanted(nonce); });
        menu->addAction(tr("&Delete"), this, [this, nonce] { Q_EMIT discardWanted(nonce); });
    }
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

}  // namespace snug::ui
