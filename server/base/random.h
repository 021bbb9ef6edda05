// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <functional>

namespace snug::base {

// A source of unguessable text: base64url of `bytes` random bytes, without padding. Pure code is given one,
// so a test can seed it.
using RandomText = std::function<QByteArray(int bytes)>;

// From the operating system's generator. Any thread.
QByteArray secureRandomText(int bytes);

// SHA-256 of a secret, as hex: what is kept in place of the secret itself.
QByteArray hashOfSecret(const QByteArray& secret);

}  // namespace snug::base
