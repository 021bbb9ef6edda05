// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::client {

// Why a connection ended, as a sentence for people. `reason` is what the close frame, or whoever noticed the
// end, gave; may be empty. It is text from a stranger. Pure.
QString farewell(quint16 closeCode, const QString& reason);

}  // namespace snug::client
