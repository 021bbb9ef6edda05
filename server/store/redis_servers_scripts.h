// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace snug::store {

// The Lua of what servers tell of themselves; RedisScripts has them beside the others. Keys of the first
// server of the store:
//
//   snug:records   hash   server → ServerRecord as JSON; the beat that sweeps a silent one (snug:servers)
//                         takes its record along
extern const char* const kRedisTellServer;
extern const char* const kRedisListServers;

}  // namespace snug::store
