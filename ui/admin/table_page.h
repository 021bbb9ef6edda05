// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>

#include "ui/admin/admin_table.h"

class QAbstractItemModel;
class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace snug::ui {

// A page of the administration window that is a table: title and count, a filter, buttons for what can be
// done with the rows (the same in the table's menu). GUI thread; borrows the theme and the model.
class TablePage : public QWidget {
    Q_OBJECT

public:
    struct Words {
        QString title;
        QString filter;   // what the filter looks through: "Name or topic"
        QString nothing;  // the sentence of an empty table
    };

    // `filtered`: the columns that the filter looks through.
    TablePage(const Theme& theme, const Words& words, const QVector<TableColumn>& columns,
              const QVector<int>& filtered, QWidget* parent = nullptr);

    // Borrowed; may be null.
    void setModel(QAbstractItemModel* model);
    AdminTable* table() const { return table_; }
    // Ctrl+F of the window.
    void focusFilter();

Q_SIGNALS:
    // Of rows, those that are not shown among them.
    void countChanged();

protected:
    const Theme& theme() const { return theme_; }
    // A button in the line above the table and an entry in the table's menu.
    QAction* addAct(const QString& text, bool danger = false);
    // Further widgets of that line, right of the buttons.
    QHBoxLayout* line() const { return line_; }
    // Title, line, table; pages add below.
    QVBoxLayout* body() const { return body_; }
    void setNothing(const QString& sentence);
    bool eventFilter(QObject* watched, QEvent* event) override;

    // What is selected or current is another.
    virtual void onChosen() {}

private:
    void arrange(const QString& title);
    void refreshCount();

    const Theme& theme_;
    QVector<int> filtered_;
    AdminTable* table_ = nullptr;
    QLabel* count_ = nullptr;
    QLineEdit* filter_ = nullptr;
    QHBoxLayout* line_ = nullptr;
    QVBoxLayout* body_ = nullptr;
};

}  // namespace snug::ui
