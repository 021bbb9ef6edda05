// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace snug::ui {

class ElidedLabel;
class Theme;

// Shows one setting in full and edits it, where it can be changed while the server runs. GUI thread. What is
// being typed is not overwritten by news of the same setting.
class SettingEditor : public QFrame {
    Q_OBJECT

public:
    // Texts of the server.
    struct Setting {
        QString name;  // empty: none is chosen
        QString value;
        QString standard;
        QString description;
        bool changeable = false;
    };

    explicit SettingEditor(const Theme& theme, QWidget* parent = nullptr);

    void setSetting(const Setting& setting);
    // False: it is said that a change ends with the server.
    void setKept(bool kept);
    // Under the field; of another setting: let go.
    void showError(const QString& name, const QString& sentence);
    void focusField();

Q_SIGNALS:
    void valueWanted(const QString& name, const QString& value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange(const Theme& theme);
    void refresh();
    QString aboutText() const;
    void apply();

    Setting setting_;
    bool kept_ = true;
    ElidedLabel* name_ = nullptr;
    QLabel* description_ = nullptr;
    QLineEdit* field_ = nullptr;
    QPushButton* standard_ = nullptr;
    QPushButton* apply_ = nullptr;
    QLabel* error_ = nullptr;
};

}  // namespace snug::ui
