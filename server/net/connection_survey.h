// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "net/channel_table.h"
#include "net/inbound.h"

namespace snug::net {

// Asks all channels of one I/O thread for their figures and hands them to Inbound::measured, kAtOnce places
// of the table a turn of the event loop, so that nobody's message waits for it. Whoever comes or goes
// meanwhile may be missing. Lives on that thread; borrows both.
class ConnectionSurvey final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kAtOnce = 500;

    ConnectionSurvey(const ChannelTable& channels, const Inbound& inbound);

    // Nothing while the one before is under way.
    void begin();

private:
    void step();

    const ChannelTable& channels_;
    const Inbound& inbound_;
    bool underWay_ = false;
    std::size_t next_ = 0;  // the place that comes next
};

}  // namespace snug::net
