// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_facts_scripts.h"

namespace snug::store {

// KEYS facts, feed. ARGV key, value (empty: remove it), "1" if it must be what is expected, that, the most
// facts, channel, news of it. → {feed, "done"} or {feed, "conflict"} or {feed, "full"}
const char* const kRedisPutFact = R"lua(
local now = redis.call('HGET', KEYS[1], ARGV[1]) or ''
local feed = tonumber(redis.call('GET', KEYS[2]) or 0)
if ARGV[3] == '1' and now ~= ARGV[4] then return {feed, 'conflict'} end
if now == ARGV[2] then return {feed, 'done'} end
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  if now == '' and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5]) then return {feed, 'full'} end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
feed = redis.call('INCR', KEYS[2])
redis.call('PUBLISH', ARGV[6], string.format('%.0f', feed) .. ARGV[7])
return {feed, 'done'}
)lua";

// KEYS facts, feed. → {feed, [key, value…]}
const char* const kRedisListFacts = R"lua(
return {tonumber(redis.call('GET', KEYS[2]) or 0), redis.call('HGETALL', KEYS[1])}
)lua";

}  // namespace snug::store
