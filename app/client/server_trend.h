// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <array>
#include <optional>

#include "protocol/admin_events.h"

namespace snug::client {

// How the server as a whole does, and how it did until now. GUI thread. Bounds: a sample a second of the last
// minute, one each 10 s of the last hour, one each 5 min of the last day.
class ServerTrend final : public QObject {
    Q_OBJECT

public:
    enum class Span { Minute, Hour, Day };
    static constexpr std::array<int, 3> kMost{60, 360, 288};

    using QObject::QObject;

    // Of the server that was looked at last; its lists are in samples().
    const protocol::admin::Watching& facts() const { return facts_; }
    const std::optional<protocol::admin::Overview>& latest() const { return latest_; }
    // Oldest first.
    const QVector<protocol::admin::Sample>& samples(Span span) const
    {
        return samples_.at(static_cast<std::size_t>(span));
    }

    void begin(const protocol::admin::Watching& facts);
    void take(const protocol::admin::Overview& overview);

Q_SIGNALS:
    // Facts and all samples are others.
    void begun();
    // The last of samples(span) is new.
    void sampled(snug::client::ServerTrend::Span span);
    // latest() is another; after sampled().
    void updated();

private:
    void add(Span span, const protocol::admin::Sample& sample);

    protocol::admin::Watching facts_;
    std::optional<protocol::admin::Overview> latest_;
    std::array<QVector<protocol::admin::Sample>, 3> samples_;
};

}  // namespace snug::client
