// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/admin_dialog.h"

class QLineEdit;

namespace snug::ui {

// Asks for a line of text: what to tell people, or why they are disconnected.
class WordsDialog : public AdminDialog {
    Q_OBJECT

public:
    struct Words {
        QString title;
        QString question;
        QString caption;  // of the field, with its mnemonic
        QString act;
    };
    // `needed`: the button works only when there is a text.
    WordsDialog(const Theme& theme, const Words& words, bool needed, bool danger, QWidget* parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void wordsGiven(const QString& text);

private:
    QLineEdit* field_ = nullptr;
    const bool needed_;
};

}  // namespace snug::ui
