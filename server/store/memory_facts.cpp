// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_facts.h"

namespace snug::store {

Result<Outcome> MemoryFacts::put(const PutFact& op)
{
    QMap<QString, QByteArray>& facts = facts_.facts;
    const auto found = facts.constFind(op.key);
    const bool there = found != facts.constEnd();
    if (op.expected && *op.expected != (there ? *found : QByteArray())) {
        return Error{ErrorCode::Conflict, QStringLiteral("%1 is something else by now").arg(op.key)};
    }
    if (op.value.isEmpty()) {
        facts.remove(op.key);
    } else if (!there && facts.size() >= kFacts) {
        return Error{ErrorCode::OutOfBounds, QStringLiteral("there are %1 facts").arg(kFacts)};
    } else {
        facts.insert(op.key, op.value);
    }
    return Outcome(base::Done{});
}

}  // namespace snug::store
