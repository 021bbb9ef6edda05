// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_panel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/search_list.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {
// After the last key: long enough not to search for every letter, short enough to seem at once.
constexpr int kPauseMs = 300;
}  // namespace

SearchPanel::SearchPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , field_(new QLineEdit(this))
    , close_(new QToolButton(this))
    , status_(makeLabel({}, this))
    , action_(new QToolButton(this))
    , list_(new SearchList(theme, this))
    , hint_(makeLabel({}, this))
    , foot_(new QWidget(this))
    , further_(new QPushButton(tr("Search further"), foot_))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    setMinimumWidth(theme.px(200));
    makeParts();
    arrangeParts();
    typing_.setSingleShot(true);
    typing_.setInterval(kPauseMs);
    connect(&typing_, &QTimer::timeout, this, [this] { begin(false); });
    connect(field_, &QLineEdit::textChanged, this, &SearchPanel::onTyped);
    connect(close_, &QToolButton::clicked, this, &SearchPanel::closeWanted);
    connect(action_, &QToolButton::clicked, this, &SearchPanel::act);
    connect(further_, &QPushButton::clicked, this, &SearchPanel::act);
    connect(list_, &SearchList::chosen, this, &SearchPanel::choose);
    connect(list_, &SearchList::leftAtTop, this, [this] { field_->setFocus(Qt::BacktabFocusReason); });
    setRoom({});
}

void SearchPanel::makeParts()
{
    field_->addAction(themedIcon(theme_, QStringLiteral("search")), QLineEdit::LeadingPosition);
    field_->installEventFilter(this);
    Theme::setFlag(field_, "onSidebar");
    close_->setIcon(themedIcon(theme_, QStringLiteral("close")));
    close_->setIconSize(QSize(theme_.px(18), theme_.px(18)));
    close_->setFocusPolicy(Qt::TabFocus);
    close_->setAccessibleName(tr("Close the search"));
    close_->setToolTip(tr("Close the search (Esc)"));
    status_->setWordWrap(true);
    // Its first line stands beside the words of the link.
    status_->setContentsMargins(0, theme_.px(3), 0, theme_.px(3));
    action_->setFocusPolicy(Qt::TabFocus);
    Theme::setFlag(action_, "linkLike");
    action_->setProperty("textRole", static_cast<int>(TextRole::Small));
    hint_->setWordWrap(true);
    hint_->setContentsMargins(theme_.px(16), theme_.px(2), theme_.px(16), theme_.px(8));
    Theme::setText(hint_, TextRole::Small, Colour::Muted);
    Theme::setFlag(further_, "slim");
}

void SearchPanel::arrangeParts()
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme_.px(10), theme_.px(10), theme_.px(8), theme_.px(6));
    head->setSpacing(theme_.px(6));
    head->addWidget(field_, 1);
    head->addWidget(close_);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme_.px(16), 0, theme_.px(10), 0);
    line->setSpacing(theme_.px(6));
    line->addWidget(status_, 1);
    line->addWidget(action_, 0, Qt::AlignTop);
    auto* edge = new QFrame(foot_);
    Theme::setFlag(edge, "hairline");
    edge->setFixedHeight(1);
    auto* button = new QHBoxLayout;
    button->setContentsMargins(theme_.px(14), theme_.px(10), theme_.px(14), theme_.px(10));
    button->addWidget(further_);
    auto* foot = new QVBoxLayout(foot_);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(0);
    foot->addWidget(edge);
    foot->addLayout(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(line);
    layout->addWidget(list_, 1);
    layout->addWidget(hint_);
    layout->addWidget(foot_);
    layout->addStretch(0);
}

void SearchPanel::setModel(QAbstractItemModel* model)
{
    if (QAbstractItemModel* old = list_->model()) {
        disconnect(old, nullptr, this, nullptr);
    }
    list_->setModel(model);
    if (model != nullptr) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &SearchPanel::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &SearchPanel::refresh);
        connect(model, &QAbstractItemModel::modelReset, this, &SearchPanel::refresh);
    }
    refresh();
}

void SearchPanel::setRoom(const QString& name)
{
    if (name != room_) {
        const QSignalBlocker quiet(field_);
        field_->clear();
        typing_.stop();
        asked_.clear();
        room_ = name;
    }
    const QString what = name.isEmpty() ? tr("Search") : tr("Search in %1").arg(name);
    field_->setPlaceholderText(what);
    field_->setAccessibleName(what);
    setNote({});
}

void SearchPanel::setMaxCharacters(int characters)
{
    // The field counts UTF-16 units, and the server has the last word.
    field_->setMaxLength(characters * 2);
}

void SearchPanel::setStatus(const SearchStatus& status)
{
    told_ = status;
    refresh();
}

void SearchPanel::setNote(const QString& text, bool runs)
{
    note_ = text;
    noteRuns_ = runs && !text.isEmpty();
    refresh();
}

void SearchPanel::focusField()
{
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

QSize SearchPanel::sizeHint() const
{
    return {theme_.px(300), theme_.px(400)};
}

int SearchPanel::rows() const
{
    return list_->model() != nullptr ? list_->model()->rowCount() : 0;
}

void SearchPanel::onTyped(const QString& text)
{
    if (text.trimmed().isEmpty()) {
        begin(false);
    } else {
        typing_.start();
    }
}

void SearchPanel::begin(bool again)
{
    typing_.stop();
    const QString text = field_->text().trimmed();
    if (again || text != asked_) {
        asked_ = text;
        setNote({});
        Q_EMIT searchWanted(text);
    }
}

void SearchPanel::choose(const QModelIndex& index, bool byKey)
{
    Q_EMIT resultChosen(index.data(SearchRole::Seq).toULongLong(), byKey);
}

// Retry, Cancel, Search further: at a time there is only one of them.
void SearchPanel::act()
{
    if (action_->hasFocus() || further_->hasFocus()) {
        // They may go with what they do; the keyboard stays in the panel.
        (rows() > 0 ? static_cast<QWidget*>(list_) : field_)->setFocus(Qt::OtherFocusReason);
    }
    if (noteRuns_) {
        Q_EMIT cancelWanted();
    } else {
        setNote({});
        Q_EMIT furtherWanted();
    }
}

void SearchPanel::escape()
{
    if (noteRuns_) {
        Q_EMIT cancelWanted();
    } else if (!field_->text().isEmpty()) {
        field_->setFocus(Qt::OtherFocusReason);
        field_->clear();
    } else {
        Q_EMIT closeWanted();
    }
}

bool SearchPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            begin(true);
            return true;
        }
        if (key == Qt::Key_Down && rows() > 0) {
            list_->setFocus(Qt::TabFocusReason);
            if (!list_->currentIndex().isValid()) {
                list_->setCurrentIndex(list_->model()->index(0, 0));
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SearchPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        escape();
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace snug::ui
