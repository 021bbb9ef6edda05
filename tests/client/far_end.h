// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <algorithm>

#include "client/client_fixture.h"
#include "client/outbox.h"

namespace snug::tests {

inline const QString kLobby = QStringLiteral("lobby");
inline const base::WallTime kNow{std::chrono::milliseconds(1'790'000'000'000)};

// The far end of an Outbox: what was sent and is not yet answered, and what was stored.
struct Far {
    struct Sending {
        protocol::Send message;
        client::Outbox::Done done;
    };
    QVector<Sending> open;
    QVector<protocol::Send> stored;

    client::Outbox::Options options()
    {
        return {.send =
                    [this](const protocol::Send& message, client::Outbox::Done done) {
                        open.append({message, std::move(done)});
                    },
                .retry = quickTiming().retry};
    }
    void store(int index = 0)
    {
        const Sending sending = open.takeAt(index);
        const auto known = std::find_if(stored.begin(), stored.end(), [&](const protocol::Send& message) {
            return message.nonce == sending.message.nonce;
        });
        const auto seq = static_cast<quint64>(known - stored.begin()) + 1;
        if (known == stored.end()) {
            stored.append(sending.message);
        }
        sending.done(protocol::Sent{sending.message.room, seq, kNow});
    }
    void fail(const client::Failure& failure, int index = 0) { open.takeAt(index).done(failure); }
    void refuse(protocol::ErrorCode code, int index = 0)
    {
        fail({client::Failure::Kind::Refused, protocol::makeError(code)}, index);
    }
    QStringList texts() const
    {
        QStringList texts;
        for (const protocol::Send& message : stored) {
            texts.append(message.text);
        }
        return texts;
    }
};

inline QString text(int number)
{
    return QString::number(number);
}

}  // namespace snug::tests
