// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace snug::store {

// The Lua of facts; RedisScripts has them beside the others. Keys of the first server of the store:
//
//   snug:facts   hash   key → value
extern const char* const kRedisPutFact;
extern const char* const kRedisListFacts;

}  // namespace snug::store
