// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace snug::store {

// The Lua of what is done about people; RedisScripts has them beside the others. Keys of the first server of
// the store:
//
//   snug:servers           zset   the servers that share the store, by when they last beat (Redis' clock, ms)
//   snug:where             hash   user → the server that this person is on
//   snug:names             hash   what names are compared by → user; counts while that user is in snug:where
//   snug:people:{server}   hash   user → PresenceRecord as JSON, with "key", what the name is compared by
extern const char* const kRedisEnter;
extern const char* const kRedisUpdatePresence;
extern const char* const kRedisListElsewhere;
extern const char* const kRedisTellTyping;
// The beat of every server of the store.
extern const char* const kRedisBeat;

}  // namespace snug::store
