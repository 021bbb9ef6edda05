// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/instances_page.h"

#include <QAction>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/admin/admin_dialog.h"
#include "ui/admin/table_sorter.h"
#include "ui/admin_roles.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

using Column = InstanceColumn;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

}  // namespace

InstancesPage::InstancesPage(const Theme& theme, QWidget* parent)
    : TablePage(theme, {tr("Servers"), tr("Name, address or state"), tr("The server has not told yet.")},
                {{110, 2}, {130, 2}, {75, 1}, {95, 0, true}, {65, 0, true}, {75, 0, true}, {90, 1}},
                {at(Column::Name), at(Column::Address), at(Column::State)}, parent)
    , drain_(addAct(tr("Drain…")))
    , takeBack_(addAct(tr("Take back")))
    , hint_(makeLabel(tr("This server is on its own. With Redis as the store several servers can be one: "
                         "people meet whichever they are connected to, and one can be emptied and updated "
                         "while the others go on."),
                      this))
{
    table()->setSelectionMode(QAbstractItemView::SingleSelection);
    table()->sortOn(at(Column::Name), Qt::AscendingOrder);
    hint_->setWordWrap(true);
    hint_->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(14));
    Theme::setText(hint_, TextRole::Body, Colour::Muted);
    body()->addWidget(hint_);
    connect(drain_, &QAction::triggered, this, &InstancesPage::askToDrain);
    connect(takeBack_, &QAction::triggered, this,
            [this] { Q_EMIT drainWanted(table()->selectedIds().value(0).toString(), false); });
    connect(table()->sorter(), &QAbstractItemModel::dataChanged, this, &InstancesPage::onChosen);
    connect(this, &TablePage::countChanged, this, &InstancesPage::refreshHint);
    onChosen();
    refreshHint();
}

void InstancesPage::onChosen()
{
    const QModelIndexList rows = table()->selectedRows();
    const bool any = !rows.isEmpty();
    const bool draining = any && rows.first().data(AdminRole::Draining).toBool();
    drain_->setEnabled(any && !draining);
    takeBack_->setEnabled(any && draining);
}

void InstancesPage::refreshHint()
{
    const QAbstractItemModel* model = table()->sorter()->sourceModel();
    hint_->setVisible(model != nullptr && model->rowCount() == 1);
}

void InstancesPage::askToDrain()
{
    const QModelIndexList rows = table()->selectedRows();
    if (rows.isEmpty()) {
        return;
    }
    const QString name = singleLine(table()->textOf(rows.first(), at(Column::Name)));
    QString question = tr("Drain “%1”? Its people move to the other servers, and it takes no new ones until "
                          "it is taken back.")
                           .arg(name);
    if (rows.first().data(AdminRole::Mine).toBool()) {
        question += u' ' + tr("This window is connected to it and moves as well.");
    }
    auto* dialog = new AdminDialog(theme(), tr("Drain server"), question, tr("Drain"), true, this);
    connect(dialog, &QDialog::accepted, this,
            [this, id = rows.first().data(AdminRole::Id).toString()] { Q_EMIT drainWanted(id, true); });
    dialog->open();
}

}  // namespace snug::ui
