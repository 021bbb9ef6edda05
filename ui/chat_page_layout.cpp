// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QSplitter>
#include <utility>

#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/people_view.h"
#include "ui/room_header.h"
#include "ui/room_list.h"
#include "ui/search_panel.h"
#include "ui/theme.h"

namespace snug::ui {

// Which parts are there, and where, at which width.

void ChatPage::showPeople(bool show)
{
    const bool narrow = width() < theme_.px(kPeopleWidth);
    (narrow ? peopleNarrow_ : peopleWanted_) = show;
    if (show && searchOpen_) {
        showSearch(false);
    }
    arrange();
}

bool ChatPage::peopleShown() const
{
    return !people_->isHidden();
}

bool ChatPage::peopleWanted() const
{
    return width() < theme_.px(kPeopleWidth) ? peopleNarrow_ : peopleWanted_;
}

void ChatPage::showRooms(bool show)
{
    drawerOpen_ = show;
    if (show && drawer_ && searchOpen_) {
        showSearch(false);  // two drawers do not fit
    }
    arrange();
    if (show && drawer_) {
        rooms_->focusFilter();
    } else if (!show && drawer_ && isRoomShown()) {
        composer_->focusText();
    }
}

void ChatPage::showSearch(bool show)
{
    const bool open = show && isRoomShown();
    const bool was = std::exchange(searchOpen_, open);
    drawerOpen_ = drawerOpen_ && !open;
    arrange();
    if (open) {
        search_->focusField();
    } else if (was) {
        composer_->focusText();
        Q_EMIT searchClosed();
    }
}

bool ChatPage::searchShown() const
{
    return searchOpen_;
}

QByteArray ChatPage::saveLayout() const
{
    return drawer_ ? wide_ : splitter_->saveState();
}

void ChatPage::restoreLayout(const QByteArray& layout)
{
    wide_ = layout;
    if (!drawer_) {
        restoreWide();
    }
    arrange();
}

void ChatPage::restoreWide()
{
    splitter_->restoreState(wide_);
    // The state remembers a wide handle from elsewhere as well.
    splitter_->setHandleWidth(1);
    splitter_->setChildrenCollapsible(false);
}

QSize ChatPage::minimumSizeHint() const
{
    // Not the sum of the three parts: two of them go before the window is as narrow as that.
    return {theme_.px(320), theme_.px(280)};
}

void ChatPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // A window that grows and shrinks again begins closed.
    const bool wasNarrow = event->oldSize().width() < theme_.px(kPeopleWidth);
    if (wasNarrow != (width() < theme_.px(kPeopleWidth))) {
        peopleNarrow_ = false;
    }
    arrange();
}

void ChatPage::arrange()
{
    QWidget* searching = nullptr;
    const bool drawer = width() < theme_.px(kRoomsWidth);
    if (drawer != drawer_) {
        drawer_ = drawer;
        drawerOpen_ = false;
        // On its way to another parent it is hidden, and loses the keyboard.
        QWidget* const focus = QApplication::focusWidget();
        searching = search_->isAncestorOf(focus) ? focus : nullptr;
        if (drawer) {
            wide_ = splitter_->saveState();
            rooms_->setParent(this);
            search_->setParent(this);
        } else {
            splitter_->insertWidget(0, rooms_);
            splitter_->insertWidget(3, search_);
            splitter_->setStretchFactor(0, 0);
            splitter_->setStretchFactor(1, 1);
            restoreWide();
        }
    }
    people_->setVisible(isRoomShown() && !searchOpen_ && peopleWanted());
    search_->setVisible(searchOpen_);
    header_->setPeopleShown(peopleShown());
    header_->setSearchShown(searchOpen_);
    header_->setRoomsButtonVisible(drawer_);
    emptyRooms_->setVisible(drawer_);
    rooms_->setVisible(!drawer_ || drawerOpen_);
    shade_->setVisible(drawer_ && (drawerOpen_ || searchOpen_));
    placeDrawer();
    if (searching != nullptr && searchOpen_) {
        searching->setFocus(Qt::OtherFocusReason);
    }
}

void ChatPage::placeDrawer()
{
    if (!drawer_) {
        return;
    }
    shade_->setGeometry(rect());
    shade_->raise();
    const int rest = width() - theme_.px(40);
    rooms_->setGeometry(0, 0, qMin(theme_.px(280), rest), height());
    rooms_->raise();
    const int search = qMin(theme_.px(320), rest);
    search_->setGeometry(width() - search, 0, search, height());
    search_->raise();
}

bool ChatPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == shade_ && event->type() == QEvent::MouseButtonPress) {
        showRooms(false);
        showSearch(false);
        return true;
    }
    if (watched == rooms_ && drawer_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        showRooms(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace snug::ui
