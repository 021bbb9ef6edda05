// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace snug::ui {

class Theme;

// The results inside SearchPanel. Rows are as high as their text is at this width.
class SearchList : public QListView {
    Q_OBJECT

public:
    explicit SearchList(const Theme& theme, QWidget* parent = nullptr);

    void keyboardSearch(const QString& search) override;

Q_SIGNALS:
    // A click, or Enter.
    void chosen(const QModelIndex& index, bool byKey);
    // Up on the first row.
    void leftAtTop();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
};

}  // namespace snug::ui
