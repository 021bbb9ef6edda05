// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "host/server_config.h"

namespace snug::host {

// One setting: the same name is the long option (`--port 4777`) and the key in the configuration file
// (`port = 4777`); `--print-config` writes the file from this table.
struct Setting {
    const char* name;
    const char* value;                          // what the value is called in the help: "port", "seconds"
    const char* description;                    // one sentence
    std::function<QString(ServerConfig)> read;  // from a copy
    std::function<bool(ServerConfig&, const QString&)> write;  // false: not a value of this setting
    bool changeable = false;                                   // while people are connected
};

// All settings, in the order in which they are shown.
const std::vector<Setting>& settingsTable();

// Sets one. Errors: a sentence that names the setting.
base::Result<base::Done, QString> applySetting(ServerConfig& config, const QString& name,
                                               const QString& value);

// The one of this name; null: there is none.
const Setting* findSetting(const QString& name);

// The names of those that are not the same in both.
QStringList differentSettings(const ServerConfig& a, const ServerConfig& b);

// A commented configuration file with the values of `config`; settings that are as in `defaults` are
// commented out.
QString commentedConfiguration(const ServerConfig& config, const ServerConfig& defaults);

// Reads "name = value" lines; '#' begins a comment line. Errors: a sentence with the line's number.
base::Result<base::Done, QString> applyConfiguration(ServerConfig& config, const QString& text);

}  // namespace snug::host
