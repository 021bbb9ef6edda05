// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/room_header.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/theme.h"
#include "ui/topic_button.h"

namespace snug::ui {

RoomHeader::RoomHeader(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , rooms_(new QToolButton(this))
    , name_(new ElidedLabel(this))
    , offRecord_(makeLabel(tr("Off the record"), this))
    , topicStack_(new QStackedWidget(this))
    , topicButton_(new TopicButton(theme, this))
    , topicEdit_(new QLineEdit(this))
    , search_(new QToolButton(this))
    , people_(new QToolButton(this))
    , more_(new QToolButton(this))
{
    const QSize iconSize(theme.px(18), theme.px(18));
    rooms_->setIcon(themedIcon(theme, QStringLiteral("menu")));
    rooms_->setIconSize(iconSize);
    rooms_->setAccessibleName(tr("Show rooms"));
    rooms_->setToolTip(tr("Show rooms (Ctrl+Shift+R)"));
    rooms_->hide();
    Theme::setText(name_, TextRole::Heading);
    Theme::setText(offRecord_, TextRole::Tiny, Colour::Muted);
    Theme::setFlag(offRecord_, "badge");
    offRecord_->setToolTip(tr("Nothing said here is written to disk."));
    offRecord_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    offRecord_->hide();

    topicEdit_->setAccessibleName(tr("Topic"));
    topicEdit_->setPlaceholderText(tr("What is this room about?"));
    topicEdit_->installEventFilter(this);
    topicStack_->addWidget(topicButton_);
    topicStack_->addWidget(topicEdit_);
    // What the name leaves; in a narrow window that is little.
    topicStack_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    topicStack_->setMinimumWidth(theme.px(40));

    search_->setIcon(themedIcon(theme, QStringLiteral("search")));
    search_->setIconSize(iconSize);
    search_->setObjectName(QStringLiteral("search"));
    search_->setCheckable(true);
    search_->setAccessibleName(tr("Search this room"));
    search_->setToolTip(tr("Search this room (Ctrl+F)"));
    people_->setIcon(themedIcon(theme, QStringLiteral("people")));
    people_->setIconSize(iconSize);
    people_->setCheckable(true);
    people_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    Theme::setFlag(people_, "quiet");
    people_->setAccessibleName(tr("People"));
    people_->setToolTip(tr("Show who is here (Ctrl+Shift+P)"));
    more_->setIcon(themedIcon(theme, QStringLiteral("more")));
    more_->setIconSize(iconSize);
    more_->setAccessibleName(tr("Room menu"));
    more_->setToolTip(tr("Room menu"));
    more_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more_);
    menu->addAction(themedIcon(theme, QStringLiteral("pencil")), tr("Change &topic…"), this,
                    &RoomHeader::editTopic);
    menu->addAction(themedIcon(theme, QStringLiteral("link")), tr("Copy &invite link"), this,
                    &RoomHeader::inviteWanted);
    menu->addAction(themedIcon(theme, QStringLiteral("leave")), tr("&Leave room"), this,
                    &RoomHeader::leaveWanted);
    more_->setMenu(menu);
    for (QToolButton* button : {rooms_, search_, people_, more_}) {
        button->setFocusPolicy(Qt::TabFocus);
    }

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(8), theme.px(10), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(rooms_);
    layout->addWidget(name_, 0);
    layout->addWidget(offRecord_);
    layout->addWidget(topicStack_, 1);
    layout->addWidget(search_);
    layout->addWidget(people_);
    layout->addWidget(more_);
    setMinimumHeight(theme.px(52));

    connect(topicButton_, &QToolButton::clicked, this, &RoomHeader::editTopic);
    connect(search_, &QToolButton::clicked, this, &RoomHeader::searchToggled);
    connect(people_, &QToolButton::clicked, this, &RoomHeader::peopleToggled);
    connect(rooms_, &QToolButton::clicked, this, &RoomHeader::roomsWanted);
    setTopic({});
}

void RoomHeader::setRoom(const QString& name, bool keep)
{
    // Told again of the same room (its count changed): a topic that is being written stays.
    if (name != room_) {
        finishTopic(false);
        room_ = name;
    }
    name_->setFullText(QStringLiteral("# ") + name);
    name_->setAccessibleName(tr("Room %1").arg(name));
    offRecord_->setVisible(!keep);
    arrange();
}

void RoomHeader::setTopic(const QString& topic)
{
    topic_ = topic;
    topicButton_->setTopic(topic);
}

void RoomHeader::setMaxTopic(int characters)
{
    // The field counts UTF-16 units; a topic of rare characters may hold twice as many, and the server has
    // the last word.
    topicEdit_->setMaxLength(characters * 2);
}

void RoomHeader::setMemberCount(int people)
{
    people_->setText(QLocale().toString(people));
    people_->setAccessibleName(tr("People: %1").arg(people));
}

void RoomHeader::setPeopleShown(bool shown)
{
    people_->setChecked(shown);
}

void RoomHeader::setSearchShown(bool shown)
{
    search_->setChecked(shown);
}

void RoomHeader::setRoomsButtonVisible(bool visible)
{
    rooms_->setVisible(visible);
}

void RoomHeader::editTopic()
{
    topicEdit_->setText(topic_);
    topicEdit_->selectAll();
    topicStack_->setCurrentWidget(topicEdit_);
    arrange();
    topicEdit_->setFocus(Qt::OtherFocusReason);
}

void RoomHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RoomHeader::arrange()
{
    const int badge = offRecord_->isHidden() ? 0 : offRecord_->sizeHint().width();
    const bool narrow = width() - badge < theme_.px(300);
    const bool writing = topicStack_->currentWidget() == topicEdit_;
    topicStack_->setVisible(!narrow || writing);
    name_->setVisible(!narrow || !writing);
}

bool RoomHeader::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != topicEdit_) {
        return QWidget::eventFilter(watched, event);
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            finishTopic(key != Qt::Key_Escape);
            topicButton_->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        finishTopic(false);
    }
    return QWidget::eventFilter(watched, event);
}

void RoomHeader::finishTopic(bool take)
{
    if (topicStack_->currentWidget() != topicEdit_) {
        return;
    }
    topicStack_->setCurrentWidget(topicButton_);
    arrange();
    const QString topic = topicEdit_->text().trimmed();
    if (take && topic != topic_) {
        Q_EMIT topicWanted(topic);
    }
}

}  // namespace snug::ui
