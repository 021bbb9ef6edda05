// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start_page.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/roles.h"
#include "ui/theme.h"

namespace snug::ui {

// How the page is put together is in start_page_layout.cpp; here is what it does.

void StartPage::setRecentServers(QAbstractItemModel* model)
{
    if (QAbstractItemModel* old = recent_->model()) {
        disconnect(old, nullptr, this, nullptr);
    }
    recent_->setModel(model);
    if (model != nullptr) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &StartPage::updateRecent);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &StartPage::updateRecent);
        connect(model, &QAbstractItemModel::modelReset, this, &StartPage::updateRecent);
    }
    updateRecent();
}

void StartPage::setNick(const QString& nick)
{
    nick_->setText(nick);
}

QString StartPage::nick() const
{
    return nick_->text().trimmed();
}

void StartPage::setAddress(const QString& address)
{
    address_->setText(address);
}

void StartPage::showNickError(const QString& sentence)
{
    nickError_->setText(breakable(sentence));
    nickError_->setVisible(!sentence.isEmpty());
    Theme::setFlag(nick_, "invalid", !sentence.isEmpty());
    if (!sentence.isEmpty()) {
        nick_->setFocus(Qt::OtherFocusReason);
    }
}

void StartPage::showJoinError(const QString& sentence)
{
    joinError_->setText(breakable(sentence));
    joinError_->setVisible(!sentence.isEmpty());
    Theme::setFlag(address_, "invalid", !sentence.isEmpty());
}

void StartPage::showHostError(const QString& sentence)
{
    hostError_->setText(breakable(sentence));
    hostError_->setVisible(!sentence.isEmpty());
}

void StartPage::setMenu(QMenu* menu)
{
    menu_->setMenu(menu);
    menu_->setVisible(menu != nullptr);
}

void StartPage::setBusy(const QString& what)
{
    const bool busy = !what.isEmpty();
    busyText_->setFullText(what);
    busyRow_->setVisible(busy);
    for (QWidget* field : std::initializer_list<QWidget*>{nick_, host_, address_, join_, recent_}) {
        field->setEnabled(!busy);
    }
    if (busy) {
        cancel_->setFocus(Qt::OtherFocusReason);
    }
}

void StartPage::tryHost()
{
    showHostError({});
    if (checkNick()) {
        Q_EMIT hostWanted(nick());
    }
}

void StartPage::tryJoin(const QString& address)
{
    showJoinError({});
    if (!checkNick()) {
        return;
    }
    if (address.trimmed().isEmpty()) {
        showJoinError(tr("Type the address of a server, such as 192.168.1.20:4777."));
        address_->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT joinWanted(address.trimmed(), nick());
}

bool StartPage::checkNick()
{
    const bool there = !nick().isEmpty();
    showNickError(there ? QString() : tr("Choose the name that others will see."));
    return there;
}

void StartPage::updateRecent()
{
    const int rows = recent_->model() != nullptr ? recent_->model()->rowCount() : 0;
    recent_->setVisible(rows > 0);
    recentEmpty_->setVisible(rows == 0);
    // The list is as high as its rows, up to five; the page scrolls, not the list within it.
    const int row = rows > 0 ? recent_->sizeHintForRow(0) : 0;
    recent_->setFixedHeight(qMin(rows, 5) * row + 2);
}

void StartPage::forgetCurrent()
{
    const QModelIndex current = recent_->currentIndex();
    if (current.isValid()) {
        Q_EMIT forgetServer(current.row());
    }
}

void StartPage::showServerMenu(const QPoint& at)
{
    const QModelIndex index = recent_->indexAt(at);
    if (!index.isValid()) {
        return;
    }
    recent_->setCurrentIndex(index);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString address = index.data(ServerRole::Address).toString();
    menu->addAction(tr("&Join"), this, [this, address] { tryJoin(address); });
    menu->addAction(tr("&Forget"), this, &StartPage::forgetCurrent);
    menu->popup(recent_->viewport()->mapToGlobal(at));
}

bool StartPage::eventFilter(QObject* watched, QEvent* event)
{
    // Keys are taken here, and clicks by clicked(): activated() would mean a double click on one desktop, a
    // single one on another.
    if (watched == recent_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete) {
            forgetCurrent();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (recent_->currentIndex().isValid()) {
                tryJoin(recent_->currentIndex().data(ServerRole::Address).toString());
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StartPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace snug::ui
