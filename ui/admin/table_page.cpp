// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/table_page.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/admin/table_sorter.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

TablePage::TablePage(const Theme& theme, const Words& words, const QVector<TableColumn>& columns,
                     const QVector<int>& filtered, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , filtered_(filtered)
    , table_(new AdminTable(theme, words.title, columns, this))
    , count_(makeLabel({}, this))
    , filter_(new QLineEdit(this))
{
    filter_->setPlaceholderText(words.filter);
    filter_->setAccessibleName(tr("Filter: %1").arg(words.filter));
    filter_->setClearButtonEnabled(true);
    filter_->setMaxLength(200);
    filter_->addAction(themedIcon(theme, QStringLiteral("search")), QLineEdit::LeadingPosition);
    filter_->installEventFilter(this);
    Theme::setFlag(filter_, "onSidebar");
    Theme::setFlag(count_, "badge");
    // Its words begin where the title does.
    Theme::setFlag(table_, "page");
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    setNothing(words.nothing);
    arrange(words.title);
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        table_->sorter()->setFilter(filtered_, text.trimmed());
        refreshCount();
    });
    connect(table_, &AdminTable::rowsChanged, this, &TablePage::refreshCount);
    connect(table_, &AdminTable::chosenChanged, this, [this] { onChosen(); });
    refreshCount();
}

void TablePage::arrange(const QString& title)
{
    QLabel* heading = makeLabel(title, this);
    Theme::setText(heading, TextRole::Title);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme_.px(16), theme_.px(12), theme_.px(16), theme_.px(10));
    head->setSpacing(theme_.px(8));
    head->addWidget(heading);
    head->addWidget(count_, 0, Qt::AlignVCenter);
    head->addStretch(1);
    head->addWidget(filter_, 2);
    filter_->setMaximumWidth(theme_.px(300));
    filter_->setMinimumWidth(theme_.px(140));
    line_ = new QHBoxLayout;
    line_->setContentsMargins(theme_.px(16), 0, theme_.px(16), 0);
    line_->setSpacing(theme_.px(6));
    line_->addStretch(1);
    auto* edge = new QFrame(this);
    Theme::setFlag(edge, "hairline");
    edge->setFixedHeight(1);
    body_ = new QVBoxLayout(this);
    body_->setContentsMargins(0, 0, 0, 0);
    body_->setSpacing(0);
    body_->addLayout(head);
    body_->addLayout(line_);
    body_->addWidget(edge);
    body_->addWidget(table_, 1);
}

void TablePage::setModel(QAbstractItemModel* model)
{
    if (QAbstractItemModel* old = table_->sorter()->sourceModel()) {
        disconnect(old, nullptr, this, nullptr);
    }
    table_->setRows(model);
    if (model != nullptr) {
        // Rows that the filter hides count as well.
        connect(model, &QAbstractItemModel::rowsInserted, this, &TablePage::refreshCount);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &TablePage::refreshCount);
    }
    refreshCount();
    onChosen();
}

void TablePage::focusFilter()
{
    filter_->setFocus(Qt::ShortcutFocusReason);
    filter_->selectAll();
}

void TablePage::setNothing(const QString& sentence)
{
    table_->setEmptyTexts(sentence, tr("Nothing here matches the filter."));
}

QAction* TablePage::addAct(const QString& text, bool danger)
{
    auto* action = new QAction(text, table_);
    table_->addAction(action);
    auto* button = new QPushButton(text, this);
    button->setAutoDefault(false);
    Theme::setFlag(button, "slim");
    Theme::setFlag(button, "danger", danger);
    line_->insertWidget(line_->count() - 1, button);
    line_->setContentsMargins(theme_.px(16), 0, theme_.px(16), theme_.px(10));
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [action, button] {
        button->setEnabled(action->isEnabled());
        button->setText(action->text());
    });
    return action;
}

bool TablePage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == filter_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            table_->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    if (watched == filter_ && event->type() == QEvent::ShortcutOverride && !filter_->text().isEmpty() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        // The first Escape empties the field, the next one closes the window.
        filter_->clear();
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TablePage::refreshCount()
{
    const QAbstractItemModel* all = table_->sorter()->sourceModel();
    const int rows = all != nullptr ? all->rowCount() : 0;
    const int shown = table_->sorter()->rowCount();
    const QLocale locale;
    count_->setText(shown == rows ? locale.toString(rows)
                                  : tr("%1 of %2").arg(locale.toString(shown), locale.toString(rows)));
    table_->viewport()->update();
    Q_EMIT countChanged();
}

}  // namespace snug::ui
