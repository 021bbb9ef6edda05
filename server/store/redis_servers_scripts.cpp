// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_servers_scripts.h"

namespace snug::store {

// KEYS servers, records. ARGV server, record. → 1, or 0 for a server that was swept: its record would stay
// for good. It beats again, and then tells again.
const char* const kRedisTellServer = R"lua(
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 1
)lua";

// KEYS servers, records. ARGV how long servers may be silent (ms). → [server, record…]
const char* const kRedisListServers = R"lua(
local time = redis.call('TIME')
local since = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local list = {}
for _, server in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], string.format('%.0f', since), '+inf')) do
  local record = redis.call('HGET', KEYS[2], server)
  if record then
    list[#list + 1] = server
    list[#list + 1] = record
  end
end
return list
)lua";

}  // namespace snug::store
