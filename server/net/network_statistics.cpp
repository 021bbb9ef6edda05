// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/network_statistics.h"

#include <algorithm>

namespace snug::net {

void IoCounters::countClose(quint16 code)
{
    const auto* const found = std::find(kCloseCodes.begin(), kCloseCodes.end() - 1, code);
    closes.at(static_cast<std::size_t>(found - kCloseCodes.begin())).add(1);
}

void IoCounters::addTo(NetworkStatistics& sum) const
{
    const auto count = [](const Counter& counter) { return static_cast<quint64>(counter.read()); };
    sum.connections += connections.read();
    sum.handshakes += handshakes.read();
    sum.backlog = sum.backlog + base::Bytes{backlog.read()};
    sum.slowReaders += slowReaders.read();
    sum.accepted += count(accepted);
    sum.framesIn += count(framesIn);
    sum.framesOut += count(framesOut);
    sum.bytesIn = sum.bytesIn + base::Bytes{bytesIn.read()};
    sum.bytesOut = sum.bytesOut + base::Bytes{bytesOut.read()};
    sum.refused += count(refused);
    sum.overruns += count(overruns);
    deliveries.addTo(sum.deliveries);
    sum.closes.resize(kCloseCodes.size());
    for (std::size_t i = 0; i < kCloseCodes.size(); ++i) {
        sum.closes[i].first = kCloseCodes.at(i);
        sum.closes[i].second += count(closes.at(i));
    }
}

}  // namespace snug::net
