// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBoundaryFinder>
#include <algorithm>

#include "ui/roles.h"
#include "ui/theme.h"
#include "ui/timeline_geometry.h"
#include "ui/timeline_input.h"
#include "ui/timeline_row.h"
#include "ui/timeline_view.h"

namespace snug::ui {

namespace {

bool isMessage(const QModelIndex& index)
{
    return index.data(TimelineRole::Kind).toInt() == static_cast<int>(TimelineKind::Message);
}

bool hasFailed(const QModelIndex& index)
{
    return index.data(TimelineRole::State).toInt() == static_cast<int>(MessageState::Failed);
}

// Separators are passed by the keyboard.
bool canBeCurrent(const QModelIndex& index)
{
    const auto kind = static_cast<TimelineKind>(index.data(TimelineRole::Kind).toInt());
    return kind == TimelineKind::Message || kind == TimelineKind::Topic || kind == TimelineKind::Notice ||
           kind == TimelineKind::Gap;
}

}  // namespace

TimelineHit TimelineView::hitAt(const QPoint& point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid()) {
        return {};
    }
    TimelineHit hit = rowOf(index.row()).hit(point - visualRect(index).topLeft());
    hit.row = index.row();
    return hit;
}

void TimelineView::activate(const TimelineHit& hit)
{
    const QModelIndex index = model()->index(hit.row, 0);
    switch (hit.on) {
        case TimelineHit::On::Link:
            Q_EMIT linkActivated(hit.link);
            break;
        case TimelineHit::On::Retry:
            Q_EMIT retryWanted(index.data(TimelineRole::Nonce).toString());
            break;
        case TimelineHit::On::Discard:
            Q_EMIT discardWanted(index.data(TimelineRole::Nonce).toString());
            break;
        case TimelineHit::On::Gap:
            Q_EMIT gapActivated(index);
            break;
        default:
            break;
    }
}

// Enter on a row: what a click on its most likely part would do.
void TimelineView::activateRow(const QModelIndex& index)
{
    TimelineHit hit;
    hit.row = index.row();
    const QVector<Link> links = findLinks(index.data(TimelineRole::Text).toString());
    if (index.data(TimelineRole::Kind).toInt() == static_cast<int>(TimelineKind::Gap)) {
        hit.on = TimelineHit::On::Gap;
    } else if (hasFailed(index)) {
        hit.on = TimelineHit::On::Retry;
    } else if (!links.isEmpty()) {
        hit.on = TimelineHit::On::Link;
        hit.link = links.first().url;
    }
    activate(hit);
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const TimelineHit hit = hitAt(event->pos());
    const QModelIndex index = hit.row >= 0 ? model()->index(hit.row, 0) : QModelIndex();
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier) && currentIndex().isValid();
    clearTextSelection();
    if (extends && index.isValid()) {
        selectRows(currentIndex().row(), hit.row);
        return;
    }
    input_->down = true;
    input_->dragged = false;
    input_->pressed = hit;
    input_->pressedAt = event->pos();
    input_->pressedRow = index;
    const auto mode = event->modifiers().testFlag(Qt::ControlModifier) ? QItemSelectionModel::Toggle
                                                                       : QItemSelectionModel::Clear;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    selectionModel()->select(index, mode);
    if (index.isValid() && hit.on == TimelineHit::On::Text) {
        input_->textRow = index;
        input_->textFrom = input_->textTo = hit.cursor;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    if (!input_->down || !event->buttons().testFlag(Qt::LeftButton)) {
        hover(event->pos());
        return;
    }
    if (!input_->dragged &&
        (event->pos() - input_->pressedAt).manhattanLength() < QApplication::startDragDistance()) {
        return;
    }
    input_->dragged = true;
    QScrollBar* bar = verticalScrollBar();
    if (event->pos().y() < 0 || event->pos().y() > viewport()->height()) {
        const int beyond = event->pos().y() < 0 ? event->pos().y() : event->pos().y() - viewport()->height();
        bar->setValue(bar->value() + beyond / 2);
    }
    const int y = std::clamp(event->pos().y(), 0, viewport()->height() - 1);
    const TimelineHit hit = hitAt(QPoint(event->pos().x(), y));
    if (hit.row < 0 || !input_->pressedRow.isValid()) {
        return;
    }
    if (hit.row == input_->pressedRow.row() && rowOf(hit.row).text != nullptr) {
        // Within one message its text is selected, across several the messages are.
        selectionModel()->clearSelection();
        input_->textRow = input_->pressedRow;
        input_->textFrom = input_->pressed.cursor;
        input_->textTo = hit.cursor;
        viewport()->update();
    } else {
        clearTextSelection();
        selectRows(input_->pressedRow.row(), hit.row);
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !input_->down) {
        return;
    }
    input_->down = false;
    if (hasTextSelection()) {
        QClipboard* clipboard = QGuiApplication::clipboard();
        if (clipboard->supportsSelection()) {
            const QString text = rowOf(input_->textRow.row()).text->text();
            const int from = std::min(input_->textFrom, input_->textTo);
            clipboard->setText(text.mid(from, std::abs(input_->textTo - input_->textFrom)),
                               QClipboard::Selection);
        }
        return;
    }
    const TimelineHit hit = hitAt(event->pos());
    if (!input_->dragged && hit.row == input_->pressed.row && hit.on == input_->pressed.on) {
        activate(hit);
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const TimelineHit hit = hitAt(event->pos());
    if (event->button() != Qt::LeftButton || hit.on != TimelineHit::On::Text) {
        return;
    }
    const QString text = rowOf(hit.row).text->text();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(hit.cursor);
    const qsizetype from = finder.isAtBoundary() ? hit.cursor : finder.toPreviousBoundary();
    finder.setPosition(hit.cursor);
    const qsizetype to = finder.toNextBoundary();
    input_->textRow = model()->index(hit.row, 0);
    input_->textFrom = static_cast<int>(std::max<qsizetype>(0, from));
    input_->textTo = static_cast<int>(to < 0 ? text.size() : to);
    viewport()->update();
}

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave) {
        hover(QPoint(-1, -1));
    }
    return QListView::viewportEvent(event);
}

void TimelineView::hover(const QPoint& point)
{
    const TimelineHit hit = hitAt(point);
    const QModelIndex index = hit.row >= 0 ? model()->index(hit.row, 0) : QModelIndex();
    if (input_->hovered != index) {
        viewport()->update(visualRect(input_->hovered));
        viewport()->update(visualRect(index));
        input_->hovered = index;
    }
    switch (hit.on) {
        case TimelineHit::On::Link:
        case TimelineHit::On::Retry:
        case TimelineHit::On::Discard:
        case TimelineHit::On::Gap:
            viewport()->setCursor(Qt::PointingHandCursor);
            break;
        case TimelineHit::On::Text:
            viewport()->setCursor(Qt::IBeamCursor);
            break;
        default:
            viewport()->unsetCursor();
    }
}

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
            next = step(row, -1);
            break;
        case MoveDown:
        case MoveRight:
        case MoveNext:
            next = step(row, 1);
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
