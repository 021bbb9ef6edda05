// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace snug::store {

// Which of `servers` (at least one) has a key. With one server more, only the keys that move to the new one
// move, about one in `servers`. Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm"
// (2014), over FNV-1a with a finalizer: the same on every machine, for ever.
int jumpHash(const QByteArray& key, int servers);

}  // namespace snug::store
