// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_list.h"

#include <QKeyEvent>
#include <QResizeEvent>

#include "ui/search_delegate.h"
#include "ui/theme.h"

namespace snug::ui {

SearchList::SearchList(const Theme& theme, QWidget* parent)
    : QListView(parent)
{
    setItemDelegate(new SearchDelegate(theme, this));
    setAccessibleName(tr("What was found"));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT chosen(index, false); });
    connect(&theme, &Theme::changed, this, &QListView::doItemsLayout);
}

void SearchList::keyboardSearch(const QString& /*search*/)
{
    // Jumping to rows by the first letter of their text would only surprise.
}

void SearchList::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex current = currentIndex();
    if (current.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT chosen(current, true);
    } else if (event->key() == Qt::Key_Up && current.row() <= 0) {
        Q_EMIT leftAtTop();
    } else {
        QListView::keyPressEvent(event);
    }
}

void SearchList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        scheduleDelayedItemsLayout();
    }
}

}  // namespace snug::ui
