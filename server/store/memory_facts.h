// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/operations.h"

namespace snug::store {

// The facts of a MemoryStore.
class MemoryFacts {
public:
    Result<Outcome> put(const PutFact& op);
    Result<Outcome> list() const { return Outcome(facts_); }

private:
    Facts facts_;
};

}  // namespace snug::store
