// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace snug::ui {

class Theme;

// A question of the administration: a sentence, room for what is to be filled in, Cancel and the button that
// does it. As it is, it asks yes or no. GUI thread; opened with open(), deletes itself when closed. The texts
// may name what others named: they are plain.
class AdminDialog : public QDialog {
    Q_OBJECT

public:
    // `act` is the word of the button, e.g. "Delete room"; with `danger` Cancel is what Enter presses.
    AdminDialog(const Theme& theme, const QString& title, const QString& question, const QString& act,
                bool danger, QWidget* parent = nullptr);

protected:
    // Between question and buttons.
    QVBoxLayout* body() const { return body_; }
    QPushButton* actButton() const { return act_; }
    // A caption above a field, with its mnemonic.
    QLabel* addCaption(const QString& text, QWidget* field);

private:
    const Theme& theme_;
    QVBoxLayout* body_ = nullptr;
    QPushButton* act_ = nullptr;
};

}  // namespace snug::ui
