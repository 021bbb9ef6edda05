// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/table_page.h"

class QComboBox;
class QPushButton;

namespace snug::ui {

// The server's log (LogColumn) as it is written. GUI thread. Stays at the end unless scrolled up; paused,
// nothing new comes into sight.
class LogsPage : public TablePage {
    Q_OBJECT

public:
    explicit LogsPage(const Theme& theme, QWidget* parent = nullptr);

protected:
    void onChosen() override;

private:
    void makeLine();
    void pause(bool paused);
    void refreshPause();

    QAction* copy_ = nullptr;
    QComboBox* level_ = nullptr;
    QPushButton* pause_ = nullptr;
};

}  // namespace snug::ui
