// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
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

}  // namespace snug::ui
