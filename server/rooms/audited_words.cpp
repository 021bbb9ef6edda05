// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/audited_words.h"

#include "base/result.h"

namespace snug::rooms {

namespace {

using namespace Qt::StringLiterals;
using namespace protocol::admin;

// Of what a stranger may send as long as a frame.
QString cut(const QString& text)
{
    constexpr qsizetype kMost = 250;
    return text.left(kMost);
}

QString toText(quint64 connection)
{
    return connection == 0 ? u"everybody"_s : QString::number(connection);
}

AuditedWords wordsOf(const Impose& each)
{
    const bool bans = each.kind == Sanction::Kind::Ban;
    const bool ofAddress = each.subject == Sanction::Subject::Address;
    const QString lasts = each.minutes > 0 ? u"%1 min"_s.arg(each.minutes) : u"for good"_s;
    return {bans ? u"ban"_s : u"mute"_s, (ofAddress ? u"address "_s : u"name "_s) + cut(each.pattern),
            each.reason.isEmpty() ? lasts : lasts + u": "_s + cut(each.reason)};
}

}  // namespace

std::optional<AuditedWords> auditedWords(const protocol::AdminCommand& command)
{
    using Words = std::optional<AuditedWords>;
    return std::visit(
        base::overloaded{
            [](const Claim&) {
                return Words({u"claim"_s, {}, {}});
            },
            [](const Kick& each) {
                return Words({u"kick"_s, toText(each.connection), cut(each.reason)});
            },
            [](const Notify& each) {
                return Words({u"notify"_s, toText(each.connection), cut(each.text)});
            },
            [](const Impose& each) { return Words(wordsOf(each)); },
            [](const Lift& each) {
                return Words({u"lift"_s, cut(each.id), {}});
            },
            [](const LockRoom& each) {
                return Words({each.locked ? u"lock"_s : u"open"_s, cut(each.room), {}});
            },
            [](const ClearRoom& each) {
                return Words({u"clear"_s, cut(each.room), {}});
            },
            [](const DeleteRoom& each) {
                return Words({u"delete"_s, cut(each.room), {}});
            },
            // Once for a whole room, not for each page.
            [](const ReadRoom& each) {
                return each.after == 0 ? Words({u"read"_s, cut(each.room), {}}) : std::nullopt;
            },
            [](const ChangeSetting& each) {
                return Words({u"set"_s, cut(each.name), cut(each.value)});
            },
            [](const Drain& each) {
                return Words({each.draining ? u"drain"_s : u"take back"_s, cut(each.instance), {}});
            },
            [](const auto&) { return Words(); },
        },
        command);
}

}  // namespace snug::rooms
