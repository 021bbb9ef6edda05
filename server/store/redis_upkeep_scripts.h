// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace snug::store {

// The Lua of what is done to whole logs and to all sessions; RedisScripts has them beside the others.
extern const char* const kRedisMeasure;
extern const char* const kRedisTrim;
extern const char* const kRedisImport;
extern const char* const kRedisListSessions;

}  // namespace snug::store
