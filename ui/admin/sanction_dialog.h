// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "ui/admin/admin_dialog.h"
#include "ui/admin/sanction_wish.h"

class QComboBox;
class QLineEdit;
class QRadioButton;

namespace snug::ui {

// Asks how somebody is banned or muted: by name or by address, why, and for how long. For people that are
// given, or for one to be typed.
class SanctionDialog : public AdminDialog {
    Q_OBJECT

public:
    // `names` and `addresses` belong together, of the same people. Empty: the subject is typed.
    SanctionDialog(const Theme& theme, bool mute, const QStringList& names, const QStringList& addresses,
                   QWidget* parent = nullptr);

    void accept() override;

Q_SIGNALS:
    // One for each different subject.
    void sanctionWanted(const snug::ui::SanctionWish& wish);

private:
    void makeFields();
    void refresh();
    QStringList subjects() const;

    const bool mute_;
    const QStringList names_;
    const QStringList addresses_;
    QRadioButton* byName_ = nullptr;
    QRadioButton* byAddress_ = nullptr;
    QLineEdit* subject_ = nullptr;
    QLineEdit* reason_ = nullptr;
    QComboBox* expiry_ = nullptr;
};

}  // namespace snug::ui
