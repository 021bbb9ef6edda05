// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/table_page.h"

namespace snug::ui {

// The servers that are one together (InstanceColumn): emptying one before it is stopped, and taking it back.
// GUI thread. Where there is only one, a sentence says how there could be more.
class InstancesPage : public TablePage {
    Q_OBJECT

public:
    explicit InstancesPage(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    // True: send its people to the others and take no new ones; false: take it back.
    void drainWanted(const QString& id, bool drain);

protected:
    void onChosen() override;

private:
    void askToDrain();
    void refreshHint();

    QAction* drain_ = nullptr;
    QAction* takeBack_ = nullptr;
    QLabel* hint_ = nullptr;
};

}  // namespace snug::ui
