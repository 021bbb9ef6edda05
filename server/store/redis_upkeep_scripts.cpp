// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_upkeep_scripts.h"

namespace snug::store {

// KEYS feed. ARGV prefixes of the rooms' and logs' keys, their suffix, the names. → {feed, [[name, keep,
// entries, bytes, epoch, head]…]}
const char* const kRedisMeasure = R"lua(
local list = {}
for i = 4, #ARGV do
  local room = redis.call('HMGET', ARGV[1] .. ARGV[i] .. ARGV[3], 'keep', 'epoch', 'head')
  if room[1] then
    local log = ARGV[2] .. ARGV[i] .. ARGV[3]
    local bytes = redis.call('MEMORY', 'USAGE', log, 'SAMPLES', 5) or 0
    list[#list + 1] = {ARGV[i], room[1], redis.call('XLEN', log), bytes, room[2], room[3]}
  end
end
return {tonumber(redis.call('GET', KEYS[1]) or 0), list}
)lua";

// KEYS rooms. ARGV least name (as ZRANGEBYLEX has it), count (one more than may be done), prefixes of the
// rooms' and logs' keys, their suffix, the time before which entries are too old, how many may stay (0: all),
// how many may go in this call. → {removed, "1" if there is more, [the last room done]}
// Entries are in the order of their time, so that the oldest to stay is found by halving.
const char* const kRedisTrim = R"lua(
local older, keep, left = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local function seqOf(entry) return tonumber(string.match(entry[1], '^%d+')) end
local function from(log, seq)
  return redis.call('XRANGE', log, string.format('%.0f', seq), '+', 'COUNT', 1)[1]
end
local function oldestToStay(log, low, high)
  while low < high do
    local middle = math.floor((low + high) / 2)
    local entry = from(log, middle)
    if entry and tonumber(entry[2][2]) < older then
      low = seqOf(entry) + 1
    else
      high = middle
    end
  end
  return math.min(low, high)
end
local removed = 0
local done = {}
for i, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1], '+', 'LIMIT', 0, ARGV[2])) do
  if i == tonumber(ARGV[2]) then return {removed, '1', done} end
  local room = redis.call('HMGET', ARGV[3] .. name .. ARGV[5], 'head', 'keep')
  local log = ARGV[4] .. name .. ARGV[5]
  local oldest = room[2] == '1' and from(log, 0)
  if oldest then
    local first, head = seqOf(oldest), tonumber(room[1])
    local high = math.min(head + 1, first + left - removed)
    local low = first
    if keep > 0 then low = math.min(math.max(first, head - keep + 1), high) end
    local stays = oldestToStay(log, low, high)
    if stays > first then
      removed = removed + redis.call('XTRIM', log, 'MINID', '=', string.format('%.0f', stays))
    end
    if removed >= left then return {removed, '1', done} end
  end
  done = {name}
end
return {removed, '0', done}
)lua";

// KEYS room, log, nonces 0, nonces 1, rooms. ARGV name, origin of the epoch, topic, head, mark of a new life,
// and of each entry: seq, at, mark (empty: none), entry. → {"exists"} or {"room", epoch, head, topic, keep,
// created, rooms}
const char* const kRedisImport = R"lua(
local room = redis.call('HMGET', KEYS[1], 'epoch', 'head', 'at', 'keep', 'topic')
local created = 0
if not room[1] then
  created = 1
  room = {ARGV[2] .. '.' .. ARGV[5], '0', '0', '1', ARGV[3]}
  redis.call('HSET', KEYS[1], 'epoch', room[1], 'keep', '1', 'topic', room[5])
  redis.call('ZADD', KEYS[5], 0, ARGV[1])
end
if string.match(room[1], '^[^.]*') ~= ARGV[2] or room[4] ~= '1' then return {'exists'} end
local before, at = tonumber(room[2]), tonumber(room[3])
local head = before
local function advance(seq)
  if seq ~= head + 1 then redis.call('XTRIM', KEYS[2], 'MAXLEN', 0) end
  local ten = math.floor(seq / 10000)
  local passed = ten - math.floor(head / 10000)
  if passed > 0 then redis.call('UNLINK', KEYS[3 + ten % 2]) end
  if passed > 1 then redis.call('UNLINK', KEYS[3 + (ten + 1) % 2]) end
  head = seq
end
for i = 6, #ARGV, 4 do
  local seq = tonumber(ARGV[i])
  if seq > head then
    advance(seq)
    at = math.max(at, tonumber(ARGV[i + 1]))
    redis.call('XADD', KEYS[2], ARGV[i] .. '-0', 'at', ARGV[i + 1], 'entry', ARGV[i + 3])
    if ARGV[i + 2] ~= '' then
      local nonces = KEYS[3 + math.floor(seq / 10000) % 2]
      redis.call('HSET', nonces, ARGV[i + 2], ARGV[i] .. ' ' .. ARGV[i + 1])
    end
  end
end
if tonumber(ARGV[4]) > head then
  redis.call('XTRIM', KEYS[2], 'MAXLEN', 0)
  advance(tonumber(ARGV[4]))
end
local told = string.format('%.0f', head)
if created == 1 or head > before then
  room[5] = ARGV[3]
  redis.call('HSET', KEYS[1], 'head', told, 'at', string.format('%.0f', at), 'topic', room[5])
end
return {'room', room[1], told, room[5], room[4], created, redis.call('ZCARD', KEYS[5])}
)lua";

// ARGV cursor, count, pattern of the sessions' keys. → {cursor, [[key, user, nick, seen]…]}
const char* const kRedisListSessions = R"lua(
local page = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[3], 'COUNT', ARGV[2])
local list = {}
for i, key in ipairs(page[2]) do
  local session = redis.call('HMGET', key, 'user', 'nick', 'seen')
  if session[3] then list[#list + 1] = {key, session[1], session[2], session[3]} end
end
return {page[1], list}
)lua";

}  // namespace snug::store
