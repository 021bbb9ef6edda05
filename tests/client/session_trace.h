// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>

#include "client/client_fixture.h"
#include "client/session.h"

namespace snug::tests {

inline client::Session::Options sessionOptions(const QString& address)
{
    return {.address = addressOf(address),
            .nick = QStringLiteral("ada"),
            .token = {},
            .client = QStringLiteral("test"),
            .timing = quickTiming(),
            .random = [] { return 0.5; }};
}

// Everything a session went through.
struct SessionTrace {
    explicit SessionTrace(client::Session& session)
    {
        QObject::connect(&session, &client::Session::stateChanged, &session,
                         [this](const client::ConnectionState& state) {
                             phases.append(state.phase);
                             if (state.phase == client::ConnectionPhase::Waiting) {
                                 reasons.append(state.reason);
                             }
                         });
        QObject::connect(&session, &client::Session::welcomed, &session,
                         [this](const protocol::Welcome& welcome) { welcomes.append(welcome); });
    }
    QVector<client::ConnectionPhase> phases;
    QStringList reasons;  // of each wait
    QVector<protocol::Welcome> welcomes;
};

}  // namespace snug::tests
