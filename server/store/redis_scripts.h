// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <vector>

namespace snug::store {

// A Lua script that Redis runs as one step. It is called by its SHA-1; a server that does not know it is
// given it.
struct RedisScript {
    explicit RedisScript(const char* lua);

    QByteArray text;
    QByteArray sha1;  // hex
};

// What the store asks of Redis in one step. KEYS and ARGV are told in redis_scripts.cpp beside each;
// redis_calls knows what goes in and out. Keys of one server:
//
//   snug:room:{name}      hash     epoch, head, at (of the last entry, ms), topic, keep; off the record:
//                                  expires
//   snug:log:{name}       stream   the entries, under the id seq-0: at, entry
//   snug:nonces:{name}:0  hash     user NUL nonce → "seq at" of the entries whose seq / 10,000 is even
//   snug:nonces:{name}:1           …odd. Entering a new ten thousand empties its hash first, so that the last
//                                  10,000 entries at least are known.
//   snug:rooms            zset     all names, by code point
//   snug:session:hash     hash     user, nick, seen; expires
//   snug:feed             counter  of what was published on the channel of the same name: who sees each
//                                  number is told everything
//   snug:life             hash     run (the server's run id), life: a random mark, new when data may have
//                                  been lost
//
// redis_presence_scripts.h has those of people, redis_facts_scripts.h of facts, redis_servers_scripts.h of
// servers. What is published: "number" (a beat), "number seq at keep epoch" and an entry, or "number kind
// server" and what that kind has: room, dropped, cleared, people, gone, fact, typing (which has "-" for a
// number).
struct RedisScripts {
    RedisScript append;
    RedisScript open;
    RedisScript read;
    RedisScript list;
    RedisScript drop;
    RedisScript clear;
    RedisScript saveSession;
    RedisScript findSession;
    RedisScript beat;
    RedisScript live;
    RedisScript measure;
    RedisScript trim;
    RedisScript takeOver;
    RedisScript listSessions;
    RedisScript enter;
    RedisScript updatePresence;
    RedisScript listElsewhere;
    RedisScript tellTyping;
    RedisScript putFact;
    RedisScript listFacts;
    RedisScript tellServer;
    RedisScript listServers;

    static const RedisScripts& get();
    // What a server must know before anything is asked of it: all of them, so that after SCRIPT FLUSH either
    // all are refused or none, and nothing overtakes a refused call.
    std::vector<RedisScript> toBeLoaded() const;
};

}  // namespace snug::store
