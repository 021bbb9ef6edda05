// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

#include "support/snugd_process.h"
#include "support/test_client.h"

namespace snug::test {

// The newest code for its owner that snugd has printed; empty: none yet.
inline QString offeredCode(const SnugdProcess& server)
{
    static const QRegularExpression line(QStringLiteral("becomes it: ([0-9A-Z-]+)"));
    QString code;
    for (auto match = line.globalMatch(server.out()); match.hasNext();) {
        code = match.next().captured(1);
    }
    return code;
}

// Connects, says hello, and becomes the owner by this code.
inline bool enterAsOwner(TestClient& client, quint16 port, const QString& nick, const QString& code)
{
    if (!client.connectTo(port) || !client.hello(nick).ok()) {
        return false;
    }
    const auto granted =
        client.ask<protocol::AdminAnswer>(protocol::AdminCommand{protocol::admin::Claim{code}});
    return granted.ok() && std::holds_alternative<protocol::admin::Granted>(*granted);
}

inline bool enterAsOwner(TestClient& client, const SnugdProcess& server, const QString& nick)
{
    return waitUntil([&] { return !offeredCode(server).isEmpty(); }) &&
           enterAsOwner(client, server.port(), nick, offeredCode(server));
}

// The error that a command of administration is refused with; nothing: it was done.
inline std::optional<protocol::ErrorCode> refusal(TestClient& client, const protocol::AdminCommand& command)
{
    const qint64 id = client.post(command);
    if (!waitUntil([&] { return client.answerTo(id).has_value(); })) {
        return protocol::ErrorCode::Internal;
    }
    const protocol::Answer answer = *client.answerTo(id);
    const auto* const error = std::get_if<protocol::Error>(&answer);
    return error == nullptr ? std::nullopt : std::optional(error->code);
}

// The answer of kind T.
template <class T>
std::optional<T> askAdmin(TestClient& client, const protocol::AdminCommand& command)
{
    const auto answer = client.ask<protocol::AdminAnswer>(command);
    const T* const found = answer ? std::get_if<T>(&*answer) : nullptr;
    return found == nullptr ? std::nullopt : std::optional(*found);
}

// Waits until a push of administration of kind T satisfies `wanted`.
template <class T, class Wanted>
bool seesAdmin(const TestClient& client, Wanted wanted)
{
    return client.sees<protocol::AdminPush>([&](const protocol::AdminPush& push) {
        const T* const found = std::get_if<T>(&push);
        return found != nullptr && wanted(*found);
    });
}

}  // namespace snug::test
