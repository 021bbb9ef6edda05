// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/column_fitter.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

ColumnFitter::ColumnFitter(const Theme& theme, const QVector<TableColumn>& columns, QTableView* table)
    : QObject(table)
    , theme_(theme)
    , columns_(columns)
    , table_(table)
    , header_(table->horizontalHeader())
{
    header_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header_, &QWidget::customContextMenuRequested, this, &ColumnFitter::popUp);
    connect(header_, &QHeaderView::sectionResized, this, [this] { byPerson_ = byPerson_ || !busy_; });
}

void ColumnFitter::keepThrough(const std::function<void()>& change)
{
    if (header_->count() > 0) {
        state_ = header_->saveState();
    }
    busy_ = true;
    change();
    if (!state_.isEmpty() && header_->count() > 0) {
        header_->restoreState(state_);
    }
    busy_ = false;
    fit();
}

void ColumnFitter::popUp(const QPoint& where)
{
    QMenu menu;
    const bool lastOne = header_->count() - header_->hiddenSectionCount() <= 1;
    for (int column = 0; column < header_->count(); ++column) {
        const bool hidden = header_->isSectionHidden(column);
        QAction* action =
            menu.addAction(withoutMnemonic(table_->model()->headerData(column, Qt::Horizontal).toString()));
        action->setCheckable(true);
        action->setChecked(!hidden);
        action->setEnabled(hidden || !lastOne);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            busy_ = true;
            header_->setSectionHidden(column, !shown);
            busy_ = false;
            fit();
        });
    }
    menu.exec(header_->mapToGlobal(where));
}

QVector<int> ColumnFitter::widths() const
{
    const int count = qMin(header_->count(), static_cast<int>(columns_.size()));
    QVector<int> widths;
    QVector<int> yields(count, 0);
    int left = table_->viewport()->width();
    int shares = 0;
    int yielding = 0;
    for (int column = 0; column < count; ++column) {
        const int least = header_->sectionSizeHint(column);
        widths << (header_->isSectionHidden(column) ? 0 : qMax(theme_.px(columns_.at(column).width), least));
        left -= widths.last();
        if (columns_.at(column).share > 0 && widths.last() > 0) {
            shares += columns_.at(column).share;
            yields[column] = widths.last() - least;
            yielding += yields.at(column);
        }
    }
    // Too narrow even so: then what is asked for stands, and the table scrolls sideways.
    if (-left > yielding) {
        return widths;
    }
    for (int column = 0; column < count; ++column) {
        const int share = columns_.at(column).share;
        if (widths.at(column) == 0 || share == 0) {
            continue;
        }
        const int more = left >= 0 ? left * share / shares : left * yields.at(column) / qMax(1, yielding);
        widths[column] += more;
        left -= more;
        shares -= share;
        yielding -= yields.at(column);
    }
    return widths;
}

void ColumnFitter::fit()
{
    if (byPerson_ || busy_ || header_->count() == 0) {
        return;
    }
    busy_ = true;
    const QVector<int> fitting = widths();
    for (int column = 0; column < fitting.size(); ++column) {
        if (fitting.at(column) > 0) {
            header_->resizeSection(column, fitting.at(column));
        }
    }
    busy_ = false;
}

}  // namespace snug::ui
