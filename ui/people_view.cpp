// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people_view.h"

#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/person_delegate.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

PeopleView::PeopleView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , header_(makeLabel({}, this))
    , view_(new QListView(this))
    , rest_(makeLabel({}, this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    setMinimumWidth(theme.px(150));
    Theme::setText(header_, TextRole::Heading);
    header_->setContentsMargins(theme.px(16), theme.px(16), theme.px(12), theme.px(8));
    Theme::setText(rest_, TextRole::Small, Colour::Muted);
    rest_->setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(10));
    rest_->setWordWrap(true);

    view_->setItemDelegate(new PersonDelegate(theme, view_));
    view_->setAccessibleName(tr("People in this room"));
    view_->setUniformItemSizes(true);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setMouseTracking(true);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header_);
    layout->addWidget(view_, 1);
    layout->addWidget(rest_);
    connect(view_->verticalScrollBar(), &QScrollBar::valueChanged, this, &PeopleView::checkEnd);
    connect(&theme, &Theme::changed, view_, &QListView::doItemsLayout);
    updateHeader();
}

void PeopleView::setModel(QAbstractItemModel* model)
{
    if (QAbstractItemModel* old = view_->model()) {
        disconnect(old, nullptr, this, nullptr);
    }
    view_->setModel(model);
    if (model != nullptr) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &PeopleView::updateHeader);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &PeopleView::updateHeader);
        connect(model, &QAbstractItemModel::modelReset, this, &PeopleView::updateHeader);
    }
    updateHeader();
}

void PeopleView::setTotal(int people)
{
    total_ = people;
    updateHeader();
}

void PeopleView::updateHeader()
{
    const int rows = view_->model() != nullptr ? view_->model()->rowCount() : 0;
    const int people = qMax(total_, rows);
    const QString count = QLocale().toString(people);
    header_->setText(rows < people ? tr("%1 people here").arg(count)
                     : people > 0  ? tr("People · %1").arg(count)
                                   : tr("People"));
    rest_->setVisible(rows < people && rows > 0);
    rest_->setText(tr("%1 shown, scroll for more").arg(QLocale().toString(rows)));
}

void PeopleView::checkEnd()
{
    const QScrollBar* bar = view_->verticalScrollBar();
    const int rows = view_->model() != nullptr ? view_->model()->rowCount() : 0;
    if (rows < total_ && bar->maximum() > 0 && bar->value() >= bar->maximum() - view_->viewport()->height()) {
        Q_EMIT moreWanted();
    }
}

}  // namespace snug::ui
