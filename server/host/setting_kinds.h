// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "host/settings_table.h"

namespace snug::host {

// The kinds of settings: how a value of each is read from text and written as such.

template <class T>
using Field = T& (*)(ServerConfig&);  // where a setting's value stands

// A whole number from `least` to `most`.
Setting number(const char* name, const char* value, const char* description, int least, int most,
               Field<int> field);
// Whole seconds, `least` of them at least.
Setting duration(const char* name, const char* description, int least, Field<std::chrono::seconds> field);
// From 0 up; may be broken.
Setting rate(const char* name, const char* description, Field<double> field);
Setting flag(const char* name, const char* description, Field<bool> field);
// Any text.
Setting text(const char* name, const char* value, const char* description, Field<QString> field);
Setting address(const char* name, const char* description, Field<QString> field);
Setting port(const char* name, const char* description, Field<quint16> field);
// One of `words`; the value is the index of its word.
Setting choice(const char* name, const char* value, const char* description,
               const std::vector<const char*>& words, std::function<std::size_t(const ServerConfig&)> read,
               std::function<void(ServerConfig&, std::size_t)> write);

}  // namespace snug::host
