// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_scripts.h"

#include <QCryptographicHash>

#include "store/redis_facts_scripts.h"
#include "store/redis_presence_scripts.h"
#include "store/redis_servers_scripts.h"
#include "store/redis_upkeep_scripts.h"

namespace snug::store {

namespace {

// KEYS room, log, nonces 0, nonces 1, feed. ARGV mark (empty: none), at, entry, "1" for a topic, the topic,
// channel. → {"none"} or {"known", "seq at", feed} or {"new", "seq at", feed} Numbers are written with %.0f:
// Lua's own text of large ones is rounded.
constexpr const char* kAppend = R"lua(
local room = redis.call('HMGET', KEYS[1], 'head', 'at', 'keep', 'epoch')
if not room[1] then return {'none'} end
if ARGV[1] ~= '' then
  for i = 3, 4 do
    local known = redis.call('HGET', KEYS[i], ARGV[1])
    if known then return {'known', known, tonumber(redis.call('GET', KEYS[5]) or 0)} end
  end
end
local seq = tonumber(room[1]) + 1
local at = ARGV[2]
if tonumber(room[2]) > tonumber(at) then at = room[2] end
local head = string.format('%.0f', seq)
local place = head .. ' ' .. at
redis.call('HSET', KEYS[1], 'head', head, 'at', at)
if ARGV[4] == '1' then redis.call('HSET', KEYS[1], 'topic', ARGV[5]) end
local nonces = KEYS[3 + math.floor(seq / 10000) % 2]
if seq % 10000 == 0 then redis.call('UNLINK', nonces) end
if ARGV[1] ~= '' then redis.call('HSET', nonces, ARGV[1], place) end
if room[3] == '1' then
  redis.call('XADD', KEYS[2], head .. '-0', 'at', at, 'entry', ARGV[3])
else
  for _, key in ipairs({KEYS[1], KEYS[3], KEYS[4]}) do redis.call('PEXPIRE', key, ARGV[7]) end
end
local feed = redis.call('INCR', KEYS[5])
local about = string.format('%.0f', feed) .. ' ' .. place .. ' ' .. room[3] .. ' ' .. room[4]
redis.call('PUBLISH', ARGV[6], about .. '\n' .. ARGV[3])
return {'new', place, feed}
)lua";

// KEYS room, rooms, feed. ARGV name, "1" to create, topic, keep, the most rooms, "1" if it must be new,
// epoch, how long it may be unused off the record (ms), channel, news of it. → {"none"} or {"exists"} or
// {"full", rooms} or {"room", epoch, head, topic, keep, created, feed, rooms}
constexpr const char* kOpen = R"lua(
local room = redis.call('HMGET', KEYS[1], 'epoch', 'head', 'topic', 'keep')
local rooms = redis.call('ZCARD', KEYS[2])
local feed = tonumber(redis.call('GET', KEYS[3]) or 0)
if room[1] then
  if ARGV[6] == '1' then return {'exists'} end
  if room[4] == '0' then redis.call('PEXPIRE', KEYS[1], ARGV[8]) end
  return {'room', room[1], room[2], room[3], room[4], 0, feed, rooms}
end
if ARGV[2] ~= '1' then return {'none'} end
if rooms >= tonumber(ARGV[5]) then return {'full', rooms} end
redis.call('HSET', KEYS[1], 'epoch', ARGV[7], 'head', '0', 'at', '0', 'topic', ARGV[3], 'keep', ARGV[4])
if ARGV[4] == '0' then redis.call('PEXPIRE', KEYS[1], ARGV[8]) end
rooms = rooms + redis.call('ZADD', KEYS[2], 0, ARGV[1])
feed = redis.call('INCR', KEYS[3])
redis.call('PUBLISH', ARGV[9], string.format('%.0f', feed) .. ARGV[10])
return {'room', ARGV[7], '0', ARGV[3], ARGV[4], 1, feed, rooms}
)lua";

// KEYS room, log, feed. ARGV first and last seq, count, "1" for the newest.
// → {"none"} or {"entries", epoch, keep, feed, [[id, [field, value…]]…]}, the newest first if they were asked
// for
constexpr const char* kRead = R"lua(
local room = redis.call('HMGET', KEYS[1], 'epoch', 'keep', 'head')
if not room[1] then return {'none'} end
local entries
if ARGV[4] == '1' then
  entries = redis.call('XREVRANGE', KEYS[2], ARGV[2], ARGV[1], 'COUNT', ARGV[3])
else
  entries = redis.call('XRANGE', KEYS[2], ARGV[1], ARGV[2], 'COUNT', ARGV[3])
end
return {'entries', room[1], room[2], tonumber(redis.call('GET', KEYS[3]) or 0), entries, room[3]}
)lua";

// KEYS rooms. ARGV least name (as ZRANGEBYLEX has it), count, prefix and suffix of the rooms' keys.
// → {rooms, [[name, epoch, head, topic, keep]…]}. Names of rooms that have expired are forgotten here.
constexpr const char* kList = R"lua(
local names = redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1], '+', 'LIMIT', 0, ARGV[2])
local list = {}
for i, name in ipairs(names) do
  local room = redis.call('HMGET', ARGV[3] .. name .. ARGV[4], 'epoch', 'head', 'topic', 'keep')
  if room[1] then
    list[#list + 1] = {name, room[1], room[2], room[3], room[4]}
  else
    redis.call('ZREM', KEYS[1], name)
  end
end
return {redis.call('ZCARD', KEYS[1]), list}
)lua";

// KEYS room, log, nonces 0, nonces 1, rooms, feed. ARGV name, channel, news of it, "1" for a kept room too.
// → {feed, rooms}
constexpr const char* kDrop = R"lua(
local feed = tonumber(redis.call('GET', KEYS[6]) or 0)
local keep = redis.call('HGET', KEYS[1], 'keep')
if keep == '0' or (keep and ARGV[4] == '1') then
  redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
  redis.call('ZREM', KEYS[5], ARGV[1])
  feed = redis.call('INCR', KEYS[6])
  redis.call('PUBLISH', ARGV[2], string.format('%.0f', feed) .. ARGV[3])
end
return {feed, redis.call('ZCARD', KEYS[5])}
)lua";

// KEYS room, log, nonces 0, nonces 1, feed. ARGV name, epoch, how long it may be unused off the record (ms),
// channel, news of it without the facts. → {"none"} or {"room", epoch, head, topic, keep, feed}
constexpr const char* kClear = R"lua(
local room = redis.call('HMGET', KEYS[1], 'epoch', 'topic', 'keep')
if not room[1] then return {'none'} end
redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4])
redis.call('HSET', KEYS[1], 'epoch', ARGV[2], 'head', '0', 'at', '0')
if room[3] == '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
local feed = redis.call('INCR', KEYS[5])
local facts = cjson.encode({room = ARGV[1], topic = room[2], keep = room[3] == '1', epoch = ARGV[2]})
redis.call('PUBLISH', ARGV[4], string.format('%.0f', feed) .. ARGV[5] .. facts)
return {'room', ARGV[2], '0', room[2], room[3], feed}
)lua";

// KEYS session. ARGV user, nick, seen, when it expires (ms since 1970). → 1
constexpr const char* kSaveSession = R"lua(
redis.call('HSET', KEYS[1], 'user', ARGV[1], 'nick', ARGV[2], 'seen', ARGV[3])
return redis.call('PEXPIREAT', KEYS[1], ARGV[4])
)lua";

// KEYS session. → {user, nick, seen}, nothing in each place of one that is not there
constexpr const char* kFindSession = R"lua(
return redis.call('HMGET', KEYS[1], 'user', 'nick', 'seen')
)lua";

// KEYS life. ARGV run id, "1" if a server of this kind loses nothing when it is started again, a random mark.
// → life
constexpr const char* kLive = R"lua(
local known = redis.call('HMGET', KEYS[1], 'run', 'life')
if known[1] == ARGV[1] then return known[2] end
local life = known[2]
if not life or ARGV[2] ~= '1' then life = ARGV[3] end
redis.call('HSET', KEYS[1], 'run', ARGV[1], 'life', life)
return life
)lua";

}  // namespace

RedisScript::RedisScript(const char* lua)
    : text(lua)
    , sha1(QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex())
{
}

const RedisScripts& RedisScripts::get()
{
    static const RedisScripts scripts{RedisScript(kAppend),
                                      RedisScript(kOpen),
                                      RedisScript(kRead),
                                      RedisScript(kList),
                                      RedisScript(kDrop),
                                      RedisScript(kClear),
                                      RedisScript(kSaveSession),
                                      RedisScript(kFindSession),
                                      RedisScript(kRedisBeat),
                                      RedisScript(kLive),
                                      RedisScript(kRedisMeasure),
                                      RedisScript(kRedisTrim),
                                      RedisScript(kRedisImport),
                                      RedisScript(kRedisListSessions),
                                      RedisScript(kRedisEnter),
                                      RedisScript(kRedisUpdatePresence),
                                      RedisScript(kRedisListElsewhere),
                                      RedisScript(kRedisTellTyping),
                                      RedisScript(kRedisPutFact),
                                      RedisScript(kRedisListFacts),
                                      RedisScript(kRedisTellServer),
                                      RedisScript(kRedisListServers)};
    return scripts;
}

std::vector<RedisScript> RedisScripts::toBeLoaded() const
{
    return {append,         open,          read,       list,    drop,      clear,        saveSession,
            findSession,    beat,          measure,    trim,    takeOver,  listSessions, enter,
            updatePresence, listElsewhere, tellTyping, putFact, listFacts, tellServer,   listServers};
}

}  // namespace snug::store
