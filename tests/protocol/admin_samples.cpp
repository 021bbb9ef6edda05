// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/admin_samples.h"

namespace snug::protocol {

namespace {

using namespace Qt::StringLiterals;

constexpr quint64 kLargeId = 0xF0F0F0F0F0F0F0F1U;

base::WallTime at(qint64 milliseconds)
{
    return base::WallTime{std::chrono::milliseconds{1790000000000 + milliseconds}};
}

admin::Sample sample()
{
    return {at(0), 500, 480, 12, 20.5, 900.25, 0.002, 0.02, 0.004, 0.75, 50'000'000, 4096, 0.5};
}

admin::Sanction sanction()
{
    using admin::Sanction;
    return {
        u"s1"_s, Sanction::Kind::Mute, Sanction::Subject::Name, u"Mallory 🦊"_s, u"\"spam\""_s, u"ada"_s,
        at(1),   at(600'000)};
}

}  // namespace

QVector<AdminCommand> everyAdminCommand()
{
    using namespace admin;
    return {Claim{u"ABCD-EFGH"_s},
            Watch{},
            Watch{true, true, true, true, true, kLargeId},
            Kick{kLargeId, u"enough"_s},
            Notify{kLargeId, u"hello"_s},
            Notify{0, u"We close at ten."_s},
            Impose{Sanction::Kind::Ban, Sanction::Subject::Address, u"10.0.0.0/8"_s, u"spam"_s, 60},
            Impose{Sanction::Kind::Mute, Sanction::Subject::Name, u"mallory"_s, QString(), 0},
            Lift{u"s1"_s},
            ListSanctions{},
            LockRoom{u"lobby"_s, true},
            ClearRoom{u"lobby"_s},
            DeleteRoom{u"lobby"_s},
            ReadRoom{u"lobby"_s, 40, 50},
            ListAudit{100},
            ListSettings{},
            ChangeSetting{u"text-characters"_s, u"2000"_s},
            Drain{u"i1"_s, false}};
}

QVector<AdminAnswer> everyAdminAnswer()
{
    using namespace admin;
    return {Granted{Role::Owner},
            Watching{{u"den"_s, u"0.1.0"_s}, u"SQLite"_s, at(2), {sample()}, {sample()}, {}},
            Sanctioned{sanction()},
            SanctionList{{sanction(), {u"s2"_s, {}, {}, u"::1"_s, {}, u"ada"_s, at(3), std::nullopt}}},
            AuditPage{
                {{at(4), {u"u_1"_s, u"ada"_s}, u"127.0.0.1"_s, u"kick"_s, u"mallory"_s, u"spam"_s, u"ok"_s}}},
            SettingsPage{{{u"text-characters"_s, u"2000"_s, u"4000"_s, u"How long."_s, true}}, false}};
}

QVector<AdminPush> everyAdminPush()
{
    using namespace admin;
    const Connection connection{kLargeId, u"u_1"_s, u"ada"_s, u"::1"_s, u"snug 0.1.0"_s, 3,
                                0.0125,   10,       1000,     2048,     90'000,          128,
                                1.5,      true,     2,        at(5)};
    return {
        Overview{sample(),
                 sample(),
                 std::nullopt,
                 0.5,
                 2,
                 Status::Warn,
                 {{u"store:write"_s, Status::Fail, 0.5, u"s"_s, u"The disk is full."_s, at(6)},
                  {u"disk:free"_s, Status::Pass, std::nullopt, {}, {}, std::nullopt}}},
        Connections{{connection}, {kLargeId, 1}, true},
        Rooms{{{u"lobby"_s, u"tea"_s, 7, 0.5, 1000, 90'000, true, 30, 2'000, true}}, {u"den"_s}, false},
        Instances{{{u"i1"_s, u"den"_s, u"den:4777"_s, u"0.1.0"_s, 500, 2000, 0.01, true, at(7)}}, u"i1"_s},
        LogLines{{{at(8), u"warning"_s, u"snug.net"_s, u"too many"_s}}},
        Record{kLargeId, {{at(9), true, u"message"_s, 150}}},
        Changed{true, true, true}};
}

}  // namespace snug::protocol
