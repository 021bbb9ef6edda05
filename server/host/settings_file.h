// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "host/server_config.h"

namespace snug::host {

// The file that has a server's settings: the one that it was told, or snugd.conf in its folder for data.
QString settingsFileOf(const ServerConfig& config);

// Takes over what stands in the file. At most kSettingsFileBytes of it. Error: a sentence.
base::Result<base::Done, QString> readSettingsFile(ServerConfig& config, const QString& path);
inline constexpr qint64 kSettingsFileBytes = 1024 * 1024;

// The text of a settings file in which this setting has this value; all else, comments too, is as it was.
QString withSetting(const QString& text, const QString& name, const QString& value);

// Whether that could be written now.
bool canWriteSettings(const QString& path);

// Writes one setting to the file, whole or not at all; makes it where there is none. Error: a sentence.
base::Result<base::Done, QString> writeSetting(const QString& path, const QString& name,
                                               const QString& value);

}  // namespace snug::host
