// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/sanction_wish.h"
#include "ui/admin/table_page.h"

namespace snug::ui {

// Bans and mutes (SanctionColumn): further ones by hand, and lifting them. GUI thread.
class SanctionsPage : public TablePage {
    Q_OBJECT

public:
    explicit SanctionsPage(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void sanctionWanted(const snug::ui::SanctionWish& wish);
    // Once for each that is selected.
    void liftWanted(const QString& id);

protected:
    void onChosen() override;

private:
    void ask(bool mute);

    QAction* lift_ = nullptr;
};

}  // namespace snug::ui
