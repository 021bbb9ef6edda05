// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace snug::ui {

class Theme;

// Asks for a new room's name, topic, and whether it is kept. Stays open until the caller closes it:
// createWanted → the server answers → accept() or showError().
class NewRoomDialog : public QDialog {
    Q_OBJECT

public:
    // The lengths, in characters, are the server's limits.
    NewRoomDialog(const Theme& theme, int maxName, int maxTopic, QWidget* parent = nullptr);

    // A sentence under the name; the dialog works again. Empty takes it away.
    void showError(const QString& sentence);

Q_SIGNALS:
    void createWanted(const QString& name, const QString& topic, bool keep);

private:
    void submit();

    QLineEdit* name_ = nullptr;
    QLineEdit* topic_ = nullptr;
    QCheckBox* offRecord_ = nullptr;
    QLabel* error_ = nullptr;
    QPushButton* create_ = nullptr;
};

}  // namespace snug::ui
