// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/sanctions_page.h"

#include <QAction>

#include "ui/admin/sanction_dialog.h"
#include "ui/admin_roles.h"

namespace snug::ui {

namespace {

using Column = SanctionColumn;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

const QVector<TableColumn>& columns()
{
    static const QVector<TableColumn> columns{{55, 0}, {115, 2}, {120, 4}, {70, 1}, {146, 0}, {146, 0}};
    return columns;
}

}  // namespace

SanctionsPage::SanctionsPage(const Theme& theme, QWidget* parent)
    : TablePage(theme,
                {tr("Bans and mutes"), tr("Who, reason or by whom"),
                 tr("Nobody is banned or muted. “Ban…” keeps somebody out, by name or by address.")},
                columns(), {at(Column::Subject), at(Column::Reason), at(Column::By)}, parent)
{
    connect(addAct(tr("Ban…")), &QAction::triggered, this, [this] { ask(false); });
    connect(addAct(tr("Mute…")), &QAction::triggered, this, [this] { ask(true); });
    lift_ = addAct(tr("Lift"));
    connect(lift_, &QAction::triggered, this, [this] {
        for (const QVariant& id : table()->selectedIds()) {
            Q_EMIT liftWanted(id.toString());
        }
    });
    table()->sortOn(at(Column::Since), Qt::DescendingOrder);
    onChosen();
}

void SanctionsPage::onChosen()
{
    lift_->setEnabled(table()->selectionModel()->hasSelection());
}

void SanctionsPage::ask(bool mute)
{
    auto* dialog = new SanctionDialog(theme(), mute, {}, {}, this);
    connect(dialog, &SanctionDialog::sanctionWanted, this, &SanctionsPage::sanctionWanted);
    dialog->open();
}

}  // namespace snug::ui
