// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/logs_page.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

#include "ui/admin/table_sorter.h"
#include "ui/admin_roles.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

using Column = LogColumn;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

}  // namespace

LogsPage::LogsPage(const Theme& theme, QWidget* parent)
    : TablePage(
          theme,
          {tr("Log"), tr("Text or category"), tr("The server has written nothing since this was opened.")},
          {{95, 0}, {75, 0}, {110, 0}, {260, 1}}, {at(Column::Category), at(Column::Text)}, parent)
    , copy_(addAct(tr("Copy")))
    , level_(new QComboBox(this))
    , pause_(new QPushButton(this))
{
    table()->setFollowsEnd(true);
    makeLine();
    connect(copy_, &QAction::triggered, table(), &AdminTable::copySelected);
    connect(level_, &QComboBox::currentIndexChanged, this, [this] {
        table()->sorter()->setLeastTone(at(Column::Level), static_cast<Tone>(level_->currentData().toInt()));
    });
    connect(pause_, &QPushButton::toggled, this, &LogsPage::pause);
    connect(this, &TablePage::countChanged, this, &LogsPage::refreshPause);
    onChosen();
    refreshPause();
}

void LogsPage::makeLine()
{
    level_->addItem(tr("All levels"), static_cast<int>(Tone::Plain));
    level_->addItem(tr("Warnings and errors"), static_cast<int>(Tone::Warning));
    level_->addItem(tr("Errors"), static_cast<int>(Tone::Bad));
    level_->setAccessibleName(tr("Levels"));
    pause_->setCheckable(true);
    pause_->setAutoDefault(false);
    Theme::setFlag(pause_, "slim");
    line()->insertWidget(0, pause_);
    line()->addWidget(level_);
}

void LogsPage::pause(bool paused)
{
    table()->sorter()->setPaused(paused);
    refreshPause();
}

void LogsPage::refreshPause()
{
    const int held = table()->sorter()->heldBack();
    pause_->setText(!pause_->isChecked() ? tr("Pause")
                    : held > 0           ? tr("Go on (%1 new)").arg(QLocale().toString(held))
                                         : tr("Go on"));
}

void LogsPage::onChosen()
{
    copy_->setEnabled(table()->selectionModel()->hasSelection());
}

}  // namespace snug::ui
