// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat_page.h"

#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/composer.h"
#include "ui/people_view.h"
#include "ui/plain_text.h"
#include "ui/room_header.h"
#include "ui/room_list.h"
#include "ui/search_panel.h"
#include "ui/theme.h"
#include "ui/timeline_view.h"
#include "ui/typing_line.h"

namespace snug::ui {

namespace {

QFrame* hairline(QWidget* parent)
{
    auto* line = new QFrame(parent);
    Theme::setFlag(line, "hairline");
    line->setFixedHeight(1);
    return line;
}

}  // namespace

ChatPage::ChatPage(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , splitter_(new QSplitter(Qt::Horizontal, this))
    , rooms_(new RoomList(theme, this))
    , middle_(new QStackedWidget(this))
    , people_(new PeopleView(theme, this))
    , search_(new SearchPanel(theme, this))
{
    splitter_->setHandleWidth(1);
    splitter_->setChildrenCollapsible(false);
    middle_->addWidget(makeEmpty());
    middle_->addWidget(makeMiddle());
    middle_->setMinimumWidth(theme.px(260));
    splitter_->addWidget(rooms_);
    splitter_->addWidget(middle_);
    splitter_->addWidget(people_);
    splitter_->addWidget(search_);
    search_->hide();
    splitter_->setStretchFactor(0, 0);
    splitter_->setStretchFactor(1, 1);
    splitter_->setStretchFactor(2, 0);
    splitter_->setStretchFactor(3, 0);
    splitter_->setSizes({theme.px(236), theme.px(640), theme.px(208), theme.px(300)});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter_);

    // Beside an open drawer the rest of the page is dimmed; a click there closes it.
    shade_ = new QWidget(this);
    shade_->setStyleSheet(QStringLiteral("background: rgba(0, 0, 0, 90);"));
    shade_->hide();
    shade_->installEventFilter(this);
    rooms_->installEventFilter(this);

    connect(header_, &RoomHeader::peopleToggled, this, &ChatPage::showPeople);
    connect(header_, &RoomHeader::searchToggled, this, &ChatPage::showSearch);
    connect(search_, &SearchPanel::closeWanted, this, [this] { showSearch(false); });
    connect(header_, &RoomHeader::roomsWanted, this, [this] { showRooms(true); });
    connect(header_, &RoomHeader::inviteWanted, this, [this] { Q_EMIT inviteWanted(rooms_->currentRoom()); });
    connect(header_, &RoomHeader::leaveWanted, this,
            [this] { Q_EMIT leaveRoomWanted(rooms_->currentRoom()); });
    connect(rooms_, &RoomList::newRoomWanted, this, &ChatPage::newRoomWanted);
    connect(rooms_, &RoomList::leaveWanted, this, &ChatPage::leaveRoomWanted);
    connect(rooms_, &RoomList::roomChosen, this, [this] { showRooms(false); });
    connect(rooms_, &RoomList::joinWanted, this, [this] { showRooms(false); });
    connect(composer_, &Composer::timelineKeyPressed, this, &ChatPage::moveTimeline);
    connect(&theme, &Theme::changed, this, &ChatPage::arrange);
    setRoomShown(false);
}

QWidget* ChatPage::makeMiddle()
{
    auto* column = new QWidget(middle_);
    header_ = new RoomHeader(theme_, column);
    timeline_ = new TimelineView(theme_, column);
    typing_ = new TypingLine(theme_, column);
    composer_ = new Composer(theme_, column);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header_);
    layout->addWidget(hairline(column));
    layout->addWidget(timeline_, 1);
    layout->addWidget(typing_);
    layout->addWidget(composer_);
    return column;
}

QWidget* ChatPage::makeEmpty()
{
    auto* page = new QWidget(middle_);
    QLabel* title = makeLabel(tr("No room open"), page);
    title->setAlignment(Qt::AlignCenter);
    Theme::setText(title, TextRole::Title);
    QLabel* text = makeLabel(tr("Choose a room on the left, or make one of your own."), page);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    Theme::setText(text, TextRole::Body, Colour::Muted);
    auto* create = new QPushButton(tr("New room"), page);
    Theme::setFlag(create, "primary");
    auto* rooms = new QPushButton(tr("Show rooms"), page);
    rooms->setObjectName(QStringLiteral("showRooms"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme_.px(24), theme_.px(24), theme_.px(24), theme_.px(24));
    layout->setSpacing(theme_.px(10));
    layout->addStretch(1);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(theme_.px(6));
    layout->addWidget(create, 0, Qt::AlignHCenter);
    layout->addWidget(rooms, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    connect(create, &QPushButton::clicked, this, &ChatPage::newRoomWanted);
    connect(rooms, &QPushButton::clicked, this, [this] { showRooms(true); });
    emptyRooms_ = rooms;
    return page;
}

void ChatPage::setRoomShown(bool shown)
{
    middle_->setCurrentIndex(shown ? 1 : 0);
    searchOpen_ = searchOpen_ && shown;
    arrange();
    if (shown) {
        composer_->focusText();
    }
}

bool ChatPage::isRoomShown() const
{
    return middle_->currentIndex() == 1;
}

void ChatPage::focusNextPane()
{
    const QList<QWidget*> panes = {rooms_, timeline_, composer_, people_, search_};
    const QWidget* focus = QApplication::focusWidget();
    qsizetype now = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus != nullptr && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus))) {
            now = i;
        }
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget* next = panes.at((now + step) % panes.size());
        if (next->isVisible()) {
            QWidget* target = next;
            if (next == rooms_) {
                target = rooms_->list();
            } else if (next == people_) {
                target = people_->list();
            } else if (next == search_) {
                target = search_->field();
            }
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void ChatPage::moveTimeline(int key)
{
    QScrollBar* bar = timeline_->verticalScrollBar();
    if (key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
        bar->triggerAction(key == Qt::Key_PageUp ? QAbstractSlider::SliderPageStepSub
                                                 : QAbstractSlider::SliderPageStepAdd);
    } else {
        timeline_->setFocus(Qt::OtherFocusReason);
    }
}

}  // namespace snug::ui
