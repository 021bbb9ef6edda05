// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/operations.h"

namespace snug::store {

// Searching without an index: what has to be read for it, and what of that was wanted. Pure.

// The entries that one call looks through: the newest kSearchedAtOnce below `before`.
Read toRead(const Search& search);
// What of them is found, and where the next call goes on. `read` is in ascending order, as Read answers it.
Found pick(const Search& search, const Entries& read);

}  // namespace snug::store
