// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include "base/bytes.h"

namespace snug::net {

// What the first bytes of a connection say to a server that speaks TLS. Pure.
enum class TlsHello {
    Incomplete,  // not to be told yet
    Fine,        // a client's hello of a bearable length
    Wrong,       // no TLS, or a hello that announces more than `longest`
};

// So many bytes are enough to judge.
inline constexpr base::Bytes kTlsHelloStart{9};

TlsHello judgeTlsHello(QByteArrayView start, base::Bytes longest);

}  // namespace snug::net
