// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_presence_scripts.h"

namespace snug::store {

// KEYS feed, where, names. ARGV channel, server, user, key, record, prefix of the people's keys.
// → {feed, "entered"} or {feed, "taken"}
const char* const kRedisEnter = R"lua(
local user, key = ARGV[3], ARGV[4]
local holder = redis.call('HGET', KEYS[3], key)
if holder and holder ~= user and redis.call('HEXISTS', KEYS[2], holder) == 1 then
  return {tonumber(redis.call('GET', KEYS[1]) or 0), 'taken'}
end
local before = redis.call('HGET', KEYS[2], user)
if before then
  local record = redis.call('HGET', ARGV[6] .. before, user)
  local old = record and cjson.decode(record).key
  if old and old ~= key and redis.call('HGET', KEYS[3], old) == user then
    redis.call('HDEL', KEYS[3], old)
  end
  if before ~= ARGV[2] then redis.call('HDEL', ARGV[6] .. before, user) end
end
redis.call('HSET', KEYS[2], user, ARGV[2])
redis.call('HSET', KEYS[3], key, user)
redis.call('HSET', ARGV[6] .. ARGV[2], user, ARGV[5])
local feed = redis.call('INCR', KEYS[1])
redis.call('PUBLISH', ARGV[1], string.format('%.0f', feed) .. ' people ' .. ARGV[2] .. '\n+' .. ARGV[5])
return {feed, 'entered'}
)lua";

// KEYS feed, where, names, people of this server. ARGV channel, server, "1" if nobody else is here, then for
// each person: user, key, "+" and the record or "-" and the person as JSON. → {feed}. Whoever is on another
// server by now is left alone.
const char* const kRedisUpdatePresence = R"lua(
local said, named = {}, {}
local function forget(user, key, json)
  redis.call('HDEL', KEYS[2], user)
  redis.call('HDEL', KEYS[4], user)
  if redis.call('HGET', KEYS[3], key) == user then redis.call('HDEL', KEYS[3], key) end
  said[#said + 1] = '-' .. json
end
for i = 4, #ARGV, 4 do
  local user, key, json = ARGV[i], ARGV[i + 1], ARGV[i + 3]
  local server = redis.call('HGET', KEYS[2], user)
  named[user] = true
  if ARGV[i + 2] == '-' then
    if server == ARGV[2] then forget(user, key, json) end
  elseif not server or server == ARGV[2] then
    redis.call('HSET', KEYS[2], user, ARGV[2])
    redis.call('HSET', KEYS[4], user, json)
    local holder = redis.call('HGET', KEYS[3], key)
    if not holder or redis.call('HEXISTS', KEYS[2], holder) == 0 then redis.call('HSET', KEYS[3], key, user) end
    said[#said + 1] = '+' .. json
  end
end
if ARGV[3] == '1' then
  local people = redis.call('HGETALL', KEYS[4])
  for i = 1, #people, 2 do
    if not named[people[i]] then forget(people[i], cjson.decode(people[i + 1]).key, people[i + 1]) end
  end
end
if #said == 0 then return {tonumber(redis.call('GET', KEYS[1]) or 0)} end
local feed = redis.call('INCR', KEYS[1])
redis.call('PUBLISH', ARGV[1],
           string.format('%.0f', feed) .. ' people ' .. ARGV[2] .. '\n' .. table.concat(said, '\n'))
return {feed}
)lua";

// KEYS feed, servers. ARGV server, prefix of the people's keys. → {feed, server, [record…], server, …}
const char* const kRedisListElsewhere = R"lua(
local list = {tonumber(redis.call('GET', KEYS[1]) or 0)}
for _, server in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if server ~= ARGV[1] then
    list[#list + 1] = server
    list[#list + 1] = redis.call('HVALS', ARGV[2] .. server)
  end
end
return list
)lua";

// ARGV channel, message. → {0}. Without a number: nobody misses it.
const char* const kRedisTellTyping = R"lua(
redis.call('PUBLISH', ARGV[1], ARGV[2])
return {0}
)lua";

// KEYS feed, rooms, servers, where, names, records. ARGV channel, server, how long servers may be silent
// (ms), "1" to forget those that were, prefix of the people's keys. → {feed, rooms, 1 if this server was
// known, servers, people}. A write, a number for everybody who listens, and the sign of life of this server.
const char* const kRedisBeat = R"lua(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('ZSCORE', KEYS[3], ARGV[2]) and 1 or 0
redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[2])
local silent = {}
if ARGV[4] == '1' then
  silent = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '(' .. string.format('%.0f', now - ARGV[3]))
end
for _, server in ipairs(silent) do
  local people = redis.call('HGETALL', ARGV[5] .. server)
  for i = 1, #people, 2 do
    redis.call('HDEL', KEYS[4], people[i])
    local key = cjson.decode(people[i + 1]).key
    if redis.call('HGET', KEYS[5], key) == people[i] then redis.call('HDEL', KEYS[5], key) end
  end
  redis.call('UNLINK', ARGV[5] .. server)
  redis.call('ZREM', KEYS[3], server)
  redis.call('HDEL', KEYS[6], server)
  local feed = redis.call('INCR', KEYS[1])
  redis.call('PUBLISH', ARGV[1], string.format('%.0f', feed) .. ' gone ' .. server)
end
local feed = redis.call('INCR', KEYS[1])
redis.call('PUBLISH', ARGV[1], string.format('%.0f', feed))
return {feed, redis.call('ZCARD', KEYS[2]), known, redis.call('ZCARD', KEYS[3]), redis.call('HLEN', KEYS[4])}
)lua";

}  // namespace snug::store
