// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/operations.h"

namespace snug::store {

Ticket ticketOf(const Operation& operation)
{
    return std::visit([](const auto& any) { return any.ticket; }, operation);
}

}  // namespace snug::store
