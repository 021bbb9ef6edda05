// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/admin_desk.h"

#include <algorithm>

#include "base/result.h"

namespace snug::tests {

using namespace protocol;
using namespace protocol::admin;

Answer AdminDesk::handle(const Person& who, const AdminCommand& command)
{
    if (!owners.contains(who.user) && !std::holds_alternative<Claim>(command)) {
        return makeError(ErrorCode::Forbidden);
    }
    const auto visitor = base::overloaded{
        [&](const Claim& asked) { return claim(who, asked.code); },
        [&](const Watch&) { return Answer(AdminAnswer(facts)); },
        [&](const Impose& asked) { return impose(who, asked); },
        [&](const Lift& asked) { return lift(asked.id); },
        [&](const ListSanctions&) { return Answer(AdminAnswer(SanctionList{sanctions})); },
        [&](const ListAudit& asked) {
            return Answer(
                AdminAnswer(AuditPage{audit.first(std::min<qsizetype>(asked.limit, audit.size()))}));
        },
        [&](const ListSettings&) {
            return Answer(AdminAnswer(SettingsPage{settings, true}));
        },
        [&](const ChangeSetting& asked) { return change(asked); },
        [&](const auto&) { return Answer(Ok{}); },
    };
    return std::visit(visitor, command);
}

Answer AdminDesk::claim(const Person& who, const QString& shown)
{
    if (shown != code) {
        return makeError(ErrorCode::WrongCode);
    }
    owners.insert(who.user);
    return AdminAnswer(Granted{Role::Owner});
}

Answer AdminDesk::impose(const Person& who, const Impose& asked)
{
    Sanction sanction{.id = QStringLiteral("s%1").arg(++made_),
                      .kind = asked.kind,
                      .subject = asked.subject,
                      .pattern = asked.pattern,
                      .reason = asked.reason,
                      .by = who.nick,
                      .at = base::Now::read().wall,
                      .until = std::nullopt};
    if (asked.minutes > 0) {
        sanction.until = sanction.at + std::chrono::minutes(asked.minutes);
    }
    sanctions.prepend(sanction);
    return AdminAnswer(Sanctioned{sanction});
}

Answer AdminDesk::lift(const QString& id)
{
    const auto gone = sanctions.removeIf([&id](const Sanction& sanction) { return sanction.id == id; });
    return gone == 0 ? Answer(makeError(ErrorCode::NotFound)) : Answer(Ok{});
}

Answer AdminDesk::change(const ChangeSetting& asked)
{
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&asked](const Setting& setting) { return setting.name == asked.name; });
    if (found == settings.end()) {
        return makeError(ErrorCode::NotFound);
    }
    if (!found->changeable) {
        return makeError(ErrorCode::BadSetting, QStringLiteral("This counts from the next start only."));
    }
    found->value = asked.value;
    return AdminAnswer(SettingsPage{{*found}, true});
}

}  // namespace snug::tests
