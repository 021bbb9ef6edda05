// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/admin_dialog.h"

class QLineEdit;

namespace snug::ui {

// Asks for the code that a new server printed, to become its administrator. Stays open until the caller
// closes it: claimWanted → the server answers → done(QDialog::Accepted) or showError().
class ClaimDialog : public AdminDialog {
    Q_OBJECT

public:
    explicit ClaimDialog(const Theme& theme, QWidget* parent = nullptr);

    // A sentence under the code; the dialog works again. Empty takes it away.
    void showError(const QString& sentence);

    void accept() override;

Q_SIGNALS:
    void claimWanted(const QString& code);

private:
    QLineEdit* code_ = nullptr;
    QLabel* error_ = nullptr;
};

}  // namespace snug::ui
