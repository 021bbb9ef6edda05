// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <optional>

#include "protocol/commands.h"
#include "protocol/events.h"

namespace snug::tests {

// The administration of the client's small test server: who owns it, and the lists that are asked for.
struct AdminDesk {
    QString code = QStringLiteral("ABCD-EFGH");
    QSet<QString> owners;  // users
    protocol::admin::Watching facts{{QStringLiteral("test"), QStringLiteral("1")},
                                    QStringLiteral("memory"),
                                    base::WallTime{},
                                    {},
                                    {},
                                    {}};
    QVector<protocol::admin::Sanction> sanctions;
    QVector<protocol::admin::Audit> audit;
    QVector<protocol::admin::Setting> settings;

    // All but reading a room.
    protocol::Answer handle(const protocol::Person& who, const protocol::AdminCommand& command);

private:
    protocol::Answer claim(const protocol::Person& who, const QString& shown);
    protocol::Answer impose(const protocol::Person& who, const protocol::admin::Impose& asked);
    protocol::Answer lift(const QString& id);
    protocol::Answer change(const protocol::admin::ChangeSetting& asked);

    int made_ = 0;
};

}  // namespace snug::tests
