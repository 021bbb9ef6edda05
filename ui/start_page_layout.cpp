// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/server_delegate.h"
#include "ui/start_page.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

QLabel* errorLabel(QWidget* parent)
{
    QLabel* label = makeLabel({}, parent);
    label->setWordWrap(true);
    Theme::setText(label, TextRole::Small, Colour::Danger);
    label->hide();
    return label;
}

QLabel* iconLabel(const Theme& theme, const QString& name, QWidget* parent)
{
    QLabel* label = makeLabel({}, parent);
    const int side = theme.px(22);
    const auto draw = [label, &theme, name, side] {
        label->setPixmap(
            themedIcon(theme, name, Colour::Accent).pixmap(QSize(side, side), label->devicePixelRatioF()));
    };
    draw();
    QObject::connect(&theme, &Theme::changed, label, draw);
    return label;
}

}  // namespace

StartPage::StartPage(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
{
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget(scroll);
    content_ = new QWidget(canvas);
    content_->setMaximumWidth(theme.px(720));

    auto* column = new QVBoxLayout(content_);
    column->setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24));
    column->setSpacing(theme.px(16));
    column->addWidget(makeHead());
    column->addSpacing(theme.px(4));
    column->addWidget(makeNick());
    cards_ = new QBoxLayout(QBoxLayout::LeftToRight);
    cards_->setSpacing(theme.px(16));
    cards_->addWidget(makeHostCard(), 1);
    cards_->addWidget(makeJoinCard(), 1);
    column->addLayout(cards_);
    column->addWidget(makeBusyRow());
    column->addWidget(makeRecent());

    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(content_, 1000);
    middle->addStretch(1);
    auto* canvasLayout = new QVBoxLayout(canvas);
    canvasLayout->setContentsMargins(0, 0, 0, 0);
    canvasLayout->addStretch(2);
    canvasLayout->addLayout(middle);
    canvasLayout->addStretch(3);
    scroll->setWidget(canvas);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    menu_ = new QToolButton(this);
    menu_->setIcon(themedIcon(theme, QStringLiteral("menu")));
    menu_->setIconSize(QSize(theme.px(18), theme.px(18)));
    menu_->setAccessibleName(tr("Menu"));
    menu_->setToolTip(tr("Menu (F10)"));
    menu_->setPopupMode(QToolButton::InstantPopup);
    menu_->setFocusPolicy(Qt::TabFocus);
    menu_->hide();
    connect(&theme, &Theme::changed, this, &StartPage::arrange);
    updateRecent();
}

QWidget* StartPage::makeHead()
{
    auto* head = new QWidget(content_);
    QLabel* mark = makeLabel({}, head);
    const int side = theme_.px(52);
    mark->setPixmap(applicationIcon().pixmap(QSize(side, side), devicePixelRatioF()));
    QLabel* name = makeLabel(tr("Snug"), head);
    Theme::setText(name, TextRole::Display);
    QLabel* claim = makeLabel(tr("Chat on your own network. Your messages stay on your machines."), head);
    claim->setWordWrap(true);
    Theme::setText(claim, TextRole::Body, Colour::Muted);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(claim);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme_.px(16));
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return head;
}

QWidget* StartPage::makeNick()
{
    auto* box = new QWidget(content_);
    QLabel* label = makeLabel(tr("Your &name"), box);
    Theme::setText(label, TextRole::Strong);
    nick_ = new QLineEdit(box);
    nick_->setPlaceholderText(tr("The name that others will see"));
    nick_->setAccessibleName(tr("Your name"));
    nick_->setMaxLength(64);
    label->setBuddy(nick_);
    nickError_ = errorLabel(box);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme_.px(6));
    layout->addWidget(label);
    layout->addWidget(nick_);
    layout->addWidget(nickError_);
    connect(nick_, &QLineEdit::textEdited, this, [this] {
        showNickError({});
        Q_EMIT nickEdited(nick());
    });
    return box;
}

namespace {

// A card with icon, title and explanation; the caller adds what acts.
QVBoxLayout* makeCard(const Theme& theme, QFrame* card, const QString& icon, const QString& title,
                      const QString& text)
{
    Theme::setFlag(card, "card");
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(18));
    layout->setSpacing(theme.px(8));
    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(10));
    head->addWidget(iconLabel(theme, icon, card));
    QLabel* titleLabel = makeLabel(title, card);
    Theme::setText(titleLabel, TextRole::Heading);
    head->addWidget(titleLabel, 1);
    layout->addLayout(head);
    QLabel* textLabel = makeLabel(text, card);
    textLabel->setWordWrap(true);
    Theme::setText(textLabel, TextRole::Body, Colour::Muted);
    layout->addWidget(textLabel);
    layout->addStretch(1);
    return layout;
}

}  // namespace

QWidget* StartPage::makeHostCard()
{
    auto* card = new QFrame(content_);
    QVBoxLayout* layout = makeCard(
        theme_, card, QStringLiteral("host"), tr("Start your own"),
        tr("Turn this computer into the server. Others on your network join you; you see how it is doing."));
    host_ = new QPushButton(tr("&Host a room"), card);
    Theme::setFlag(host_, "primary");
    hostError_ = errorLabel(card);
    layout->addWidget(hostError_);
    layout->addWidget(host_);
    connect(host_, &QPushButton::clicked, this, &StartPage::tryHost);
    return card;
}

QWidget* StartPage::makeJoinCard()
{
    auto* card = new QFrame(content_);
    QVBoxLayout* layout = makeCard(theme_, card, QStringLiteral("join"), tr("Join a server"),
                                   tr("Type the address that the host gave you."));
    address_ = new QLineEdit(card);
    address_->setPlaceholderText(tr("host or host:port"));
    address_->setAccessibleName(tr("Address of the server"));
    address_->setMaxLength(300);
    join_ = new QPushButton(tr("&Join"), card);
    joinError_ = errorLabel(card);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme_.px(8));
    row->addWidget(address_, 1);
    row->addWidget(join_);
    layout->addWidget(joinError_);
    layout->addLayout(row);
    connect(join_, &QPushButton::clicked, this, [this] { tryJoin(address_->text()); });
    connect(address_, &QLineEdit::returnPressed, this, [this] { tryJoin(address_->text()); });
    connect(address_, &QLineEdit::textEdited, this, [this] { showJoinError({}); });
    return card;
}

QWidget* StartPage::makeRecent()
{
    auto* box = new QWidget(content_);
    QLabel* title = makeLabel(tr("Recent servers"), box);
    Theme::setText(title, TextRole::Strong);
    auto* card = new QFrame(box);
    Theme::setFlag(card, "card");
    recent_ = new QListView(card);
    recent_->setItemDelegate(new ServerDelegate(theme_, recent_));
    recent_->setAccessibleName(tr("Recent servers"));
    recent_->setAccessibleDescription(tr("Enter joins, Delete forgets"));
    recent_->setUniformItemSizes(true);
    recent_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    recent_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    recent_->setMouseTracking(true);
    recent_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    recent_->setContextMenuPolicy(Qt::CustomContextMenu);
    recent_->installEventFilter(this);
    recentEmpty_ = makeLabel(tr("The servers you join are kept here, one click away."), card);
    recentEmpty_->setWordWrap(true);
    recentEmpty_->setAlignment(Qt::AlignCenter);
    recentEmpty_->setMargin(theme_.px(16));
    Theme::setText(recentEmpty_, TextRole::Body, Colour::Muted);
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(0, theme_.px(5), 0, theme_.px(5));
    inner->addWidget(recent_);
    inner->addWidget(recentEmpty_);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, theme_.px(4), 0, 0);
    layout->setSpacing(theme_.px(8));
    layout->addWidget(title);
    layout->addWidget(card);

    connect(recent_, &QListView::clicked, this,
            [this](const QModelIndex& index) { tryJoin(index.data(ServerRole::Address).toString()); });
    connect(recent_, &QWidget::customContextMenuRequested, this, &StartPage::showServerMenu);
    return box;
}

QWidget* StartPage::makeBusyRow()
{
    busyRow_ = new QWidget(content_);
    busyText_ = new ElidedLabel(busyRow_);
    Theme::setText(busyText_, TextRole::Body);
    auto* progress = new QProgressBar(busyRow_);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setFixedHeight(theme_.px(4));
    progress->setAccessibleName(tr("Under way"));
    cancel_ = new QPushButton(tr("Cancel"), busyRow_);
    auto* words = new QVBoxLayout;
    words->setSpacing(theme_.px(6));
    words->addWidget(busyText_);
    words->addWidget(progress);
    auto* layout = new QHBoxLayout(busyRow_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme_.px(16));
    layout->addLayout(words, 1);
    layout->addWidget(cancel_);
    connect(cancel_, &QPushButton::clicked, this, &StartPage::cancelWanted);
    busyRow_->hide();
    return busyRow_;
}

void StartPage::arrange()
{
    // Side by side where there is room, else one below the other.
    cards_->setDirection(width() < theme_.px(600) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    content_->setMaximumWidth(theme_.px(720));
    updateRecent();
    menu_->resize(menu_->sizeHint());
    menu_->move(width() - menu_->width() - theme_.px(12), theme_.px(10));
}

}  // namespace snug::ui
