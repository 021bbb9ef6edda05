// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/settings_page.h"

#include <QVBoxLayout>

#include "ui/admin/setting_editor.h"
#include "ui/admin/table_sorter.h"
#include "ui/admin_roles.h"

namespace snug::ui {

namespace {

using Column = SettingColumn;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

}  // namespace

SettingsPage::SettingsPage(const Theme& theme, QWidget* parent)
    : TablePage(
          theme,
          {tr("Settings"), tr("Name, value or description"), tr("The server has not told its settings yet.")},
          {{150, 1}, {110, 1}, {100, 1}, {180, 5}},
          {at(Column::Name), at(Column::Value), at(Column::Description)}, parent)
    , editor_(new SettingEditor(theme, this))
{
    table()->setSelectionMode(QAbstractItemView::SingleSelection);
    table()->sortOn(at(Column::Name), Qt::AscendingOrder);
    body()->addWidget(editor_);
    connect(editor_, &SettingEditor::valueWanted, this, &SettingsPage::settingWanted);
    connect(table(), &QAbstractItemView::activated, editor_, &SettingEditor::focusField);
    connect(table()->sorter(), &QAbstractItemModel::dataChanged, this, &SettingsPage::onChosen);
    onChosen();
}

void SettingsPage::onChosen()
{
    const QModelIndexList rows = table()->selectedRows();
    if (rows.isEmpty()) {
        editor_->setSetting({});
        return;
    }
    const QModelIndex& row = rows.first();
    editor_->setSetting({row.data(AdminRole::Id).toString(), table()->textOf(row, at(Column::Value)),
                         table()->textOf(row, at(Column::Standard)),
                         table()->textOf(row, at(Column::Description)),
                         row.data(AdminRole::Changeable).toBool()});
}

void SettingsPage::setKept(bool kept)
{
    editor_->setKept(kept);
}

void SettingsPage::setSettingError(const QString& name, const QString& sentence)
{
    editor_->showError(name, sentence);
}

}  // namespace snug::ui
