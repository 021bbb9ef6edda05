// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/room_list.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/room_filter.h"
#include "ui/room_list_view.h"
#include "ui/theme.h"

namespace snug::ui {

RoomList::RoomList(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , server_(new ElidedLabel(this))
    , menu_(new QToolButton(this))
    , filter_(new QLineEdit(this))
    , view_(new RoomListView(theme, this))
    , empty_(makeLabel({}, this))
    , proxy_(new RoomFilter(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    setMinimumWidth(theme.px(170));
    Theme::setText(server_, TextRole::Heading);
    auto* add = new QToolButton(this);
    add->setIcon(themedIcon(theme, QStringLiteral("plus")));
    menu_->setIcon(themedIcon(theme, QStringLiteral("menu")));
    menu_->setAccessibleName(tr("Menu"));
    menu_->setToolTip(tr("Menu (F10)"));
    menu_->setPopupMode(QToolButton::InstantPopup);
    menu_->hide();
    for (QToolButton* button : {add, menu_}) {
        button->setIconSize(QSize(theme.px(18), theme.px(18)));
        button->setFocusPolicy(Qt::TabFocus);
    }
    add->setAccessibleName(tr("New room"));
    add->setToolTip(tr("New room (Ctrl+N)"));
    filter_->setPlaceholderText(tr("Find a room"));
    filter_->setAccessibleName(tr("Find a room"));
    filter_->setClearButtonEnabled(false);
    filter_->addAction(themedIcon(theme, QStringLiteral("search")), QLineEdit::LeadingPosition);
    Theme::setFlag(filter_, "onSidebar");
    filter_->installEventFilter(this);
    filter_->setMaxLength(200);
    view_->setModel(proxy_);
    view_->setAccessibleName(tr("Rooms"));
    view_->installEventFilter(this);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setMargin(theme.px(16));
    Theme::setText(empty_, TextRole::Body, Colour::Muted);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(8), theme.px(10), theme.px(8), theme.px(6));
    head->setSpacing(theme.px(6));
    head->addWidget(menu_);
    head->addWidget(server_, 1);
    head->addWidget(add);
    auto* filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(theme.px(10), 0, theme.px(10), theme.px(4));
    filterRow->addWidget(filter_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(filterRow);
    layout->addWidget(empty_);
    layout->addWidget(view_, 1);

    connect(add, &QToolButton::clicked, this, &RoomList::newRoomWanted);
    connect(filter_, &QLineEdit::textChanged, proxy_, &RoomFilter::setNeedle);
    connect(view_, &QListView::clicked, this, &RoomList::choose);
    connect(view_, &QWidget::customContextMenuRequested, this, &RoomList::showMenu);
    connect(view_->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        const QScrollBar* bar = view_->verticalScrollBar();
        if (bar->maximum() > 0 && value >= bar->maximum() - view_->viewport()->height()) {
            Q_EMIT moreWanted();
        }
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(proxy_, signal, this, &RoomList::restoreCurrent);
    }
    connect(proxy_, &QAbstractItemModel::modelReset, this, &RoomList::restoreCurrent);
    connect(proxy_, &QAbstractItemModel::layoutChanged, this, &RoomList::restoreCurrent);
    connect(&theme, &Theme::changed, view_, &QListView::doItemsLayout);
    updateEmpty();
}

void RoomList::setModel(QAbstractItemModel* model)
{
    proxy_->setSourceModel(model);
    restoreCurrent();
}

void RoomList::setServerName(const QString& name)
{
    server_->setFullText(name);
}

void RoomList::setMenu(QMenu* menu)
{
    menu_->setMenu(menu);
    menu_->setVisible(menu != nullptr);
}

void RoomList::setCurrentRoom(const QString& name)
{
    current_ = name;
    restoreCurrent();
}

void RoomList::focusFilter()
{
    filter_->setFocus(Qt::ShortcutFocusReason);
    filter_->selectAll();
}

QWidget* RoomList::list() const
{
    return view_;
}

void RoomList::step(int by)
{
    stepWhere(by, false);
}

void RoomList::stepUnread(int by)
{
    stepWhere(by, true);
}

void RoomList::stepWhere(int by, bool unreadOnly)
{
    const int rows = proxy_->rowCount();
    const QModelIndex now = indexOf(current_);
    int row = now.isValid() ? now.row() : (by > 0 ? -1 : rows);
    for (int tried = 0; tried < rows; ++tried) {
        row = (row + by + rows) % rows;
        const QModelIndex index = proxy_->index(row, 0);
        const bool fits = index.data(RoomRole::Joined).toBool() &&
                          (!unreadOnly || index.data(RoomRole::Unread).toInt() > 0);
        if (fits) {
            choose(index);
            return;
        }
    }
}

void RoomList::choose(const QModelIndex& index)
{
    const QString name = index.data(RoomRole::Name).toString();
    if (index.data(RoomRole::Joined).toBool()) {
        setCurrentRoom(name);
        Q_EMIT roomChosen(name);
    } else if (!name.isEmpty()) {
        restoreCurrent();
        Q_EMIT joinWanted(name);
    }
}

void RoomList::restoreCurrent()
{
    const QModelIndex index = indexOf(current_);
    if (index.isValid()) {
        view_->setCurrentIndex(index);
    } else {
        view_->clearSelection();
    }
    updateEmpty();
}

void RoomList::updateEmpty()
{
    const bool nothing = proxy_->rowCount() == 0;
    empty_->setVisible(nothing);
    empty_->setText(filter_->text().isEmpty() ? tr("No rooms yet.") : tr("No room of that name."));
}

QModelIndex RoomList::indexOf(const QString& name) const
{
    if (name.isEmpty()) {
        return {};
    }
    for (int row = 0; row < proxy_->rowCount(); ++row) {
        const QModelIndex index = proxy_->index(row, 0);
        if (index.data(RoomRole::Name).toString() == name) {
            return index;
        }
    }
    return {};
}

void RoomList::showMenu(const QPoint& at)
{
    const QModelIndex index = view_->indexAt(at);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        const QString name = index.data(RoomRole::Name).toString();
        if (index.data(RoomRole::Joined).toBool()) {
            menu->addAction(tr("&Leave #%1").arg(withoutMnemonic(name.left(40))), this,
                            [this, name] { Q_EMIT leaveWanted(name); });
        } else {
            menu->addAction(tr("&Join #%1").arg(withoutMnemonic(name.left(40))), this,
                            [this, name] { Q_EMIT joinWanted(name); });
        }
        menu->addSeparator();
    }
    menu->addAction(tr("&New room…"), this, &RoomList::newRoomWanted);
    menu->popup(view_->viewport()->mapToGlobal(at));
}

bool RoomList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == filter_ && filterKey(key)) {
            return true;
        }
        if (watched == view_ && listKey(key)) {
            return true;
        }
    }
    if (watched == view_ && event->type() == QEvent::FocusOut) {
        // The keyboard may have wandered; the mark returns to the room that is shown.
        restoreCurrent();
    }
    return QWidget::eventFilter(watched, event);
}

bool RoomList::filterKey(int key)
{
    switch (key) {
        case Qt::Key_Escape:
            filter_->clear();
            view_->setFocus(Qt::OtherFocusReason);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (proxy_->rowCount() > 0) {
                const QPersistentModelIndex first = proxy_->index(0, 0);
                choose(first);
                filter_->clear();
            }
            return true;
        case Qt::Key_Down:
            view_->setFocus(Qt::OtherFocusReason);
            if (proxy_->rowCount() > 0 && !view_->currentIndex().isValid()) {
                view_->setCurrentIndex(proxy_->index(0, 0));
            }
            return true;
        default:
            return false;
    }
}

bool RoomList::listKey(int key)
{
    const QModelIndex index = view_->currentIndex();
    if (!index.isValid()) {
        return false;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
        choose(index);
        return true;
    }
    if (key == Qt::Key_Delete && index.data(RoomRole::Joined).toBool()) {
        Q_EMIT leaveWanted(index.data(RoomRole::Name).toString());
        return true;
    }
    return false;
}

}  // namespace snug::ui
