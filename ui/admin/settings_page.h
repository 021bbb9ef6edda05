// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/table_page.h"

namespace snug::ui {

class SettingEditor;

// The server's settings (SettingColumn), with an editor below for the current one. GUI thread.
class SettingsPage : public TablePage {
    Q_OBJECT

public:
    explicit SettingsPage(const Theme& theme, QWidget* parent = nullptr);

    // Whether what is changed outlives the server, because it has a configuration file; true until told.
    void setKept(bool kept);
    // Why a setting was not taken; of another than the one that is edited: let go.
    void setSettingError(const QString& name, const QString& sentence);

Q_SIGNALS:
    void settingWanted(const QString& name, const QString& value);

protected:
    void onChosen() override;

private:
    SettingEditor* editor_ = nullptr;
};

}  // namespace snug::ui
