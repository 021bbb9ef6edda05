// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "protocol/values.h"

namespace snug::store {

// The numbers in the column `kind`: never given anew.
inline qint64 numberOf(protocol::EntryKind kind)
{
    switch (kind) {
        case protocol::EntryKind::Message:
            return 0;
        case protocol::EntryKind::Topic:
            return 1;
    }
    Q_UNREACHABLE();
}

inline std::optional<protocol::EntryKind> kindOf(qint64 number)
{
    for (const auto kind : {protocol::EntryKind::Message, protocol::EntryKind::Topic}) {
        if (numberOf(kind) == number) {
            return kind;
        }
    }
    return {};
}

}  // namespace snug::store
