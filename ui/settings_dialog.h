// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/preferences.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace snug::ui {

// What the system can do; settings of what it cannot are not shown.
struct SettingsOffer {
    bool autostart = false;
};

// Preferences. Theme and font size are shown at once; Cancel brings the old ones back.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit SettingsDialog(const Preferences& now, QWidget* parent = nullptr)
        : SettingsDialog(now, SettingsOffer{}, parent)
    {
    }
    SettingsDialog(const Preferences& now, const SettingsOffer& offer, QWidget* parent = nullptr);

    Preferences preferences() const;

Q_SIGNALS:
    // Theme and font size while the dialog is open, the old ones again on Cancel: show them, keep nothing.
    void previewWanted(const Preferences& preferences);
    // OK: keep these.
    void saved(const Preferences& preferences);

public Q_SLOTS:
    void accept() override;
    void reject() override;

private:
    QCheckBox* makeCheck(const QString& text, bool on);

    const Preferences before_;
    QLineEdit* nick_ = nullptr;
    QLabel* nickError_ = nullptr;
    QComboBox* theme_ = nullptr;
    QComboBox* fontScale_ = nullptr;
    QCheckBox* enterSends_ = nullptr;
    QCheckBox* showInTray_ = nullptr;
    QCheckBox* keepInTray_ = nullptr;
    QCheckBox* autostart_ = nullptr;
    QCheckBox* tellNewer_ = nullptr;
};

}  // namespace snug::ui
