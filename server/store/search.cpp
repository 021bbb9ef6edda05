// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/search.h"

#include "protocol/search_words.h"

namespace snug::store {

Read toRead(const Search& search)
{
    return {search.ticket, search.room, 0, search.before, kSearchedAtOnce, true};
}

Found pick(const Search& search, const Entries& read)
{
    Found found{read.epoch, {}, 0};
    for (qsizetype index = read.entries.size(); index-- > 0;) {
        const protocol::LogEntry& entry = read.entries[index];
        if (!protocol::hasSearchWords(entry.text, search.words)) {
            continue;
        }
        if (found.entries.size() >= search.limit) {
            found.next = entry.seq + 1;
            return found;
        }
        found.entries.append(entry);
    }
    if (read.more && !read.entries.isEmpty()) {
        found.next = read.entries.constFirst().seq;
    }
    return found;
}

}  // namespace snug::store
