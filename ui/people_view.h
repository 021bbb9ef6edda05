// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QLabel;
class QListView;

namespace snug::ui {

class Theme;

// The right side: who is in the room. GUI thread; borrows theme and model.
class PeopleView : public QWidget {
    Q_OBJECT

public:
    explicit PeopleView(const Theme& theme, QWidget* parent = nullptr);

    // Rows of PersonRole, in the order to show; may hold only the first pages. May be null.
    void setModel(QAbstractItemModel* model);
    // How many are there in all; shown in the header.
    void setTotal(int people);

    QListView* list() const { return view_; }

Q_SIGNALS:
    // The end of the rows was reached by scrolling and there are fewer rows than people.
    void moreWanted();

private:
    void updateHeader();
    void checkEnd();

    QLabel* header_ = nullptr;
    QListView* view_ = nullptr;
    QLabel* rest_ = nullptr;
    int total_ = 0;
};

}  // namespace snug::ui
