// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/firewall.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include "doctor/command.h"

namespace snug::doctor {

namespace {

using namespace Qt::StringLiterals;
using Verdict = Finding::Verdict;

const QString& subject()
{
    static const QString word = u"Firewall"_s;
    return word;
}

Finding open(const QString& which, quint16 port)
{
    return {subject(), Verdict::Good, u"%1 is at work and lets port %2 in."_s.arg(which).arg(port), {}};
}

Finding closed(const QString& which, quint16 port, const QString& command)
{
    return {subject(), Verdict::Bad, u"%1 is at work and keeps port %2 closed."_s.arg(which).arg(port),
            u"As root: "_s + command};
}

// Whether a port stands in an expression of nft: 4777, {"range":[4000,5000]}, {"set":[…]}.
bool holds(const QJsonValue& value, quint16 port)
{
    if (value.isDouble()) {
        return value.toInt() == port;
    }
    const QJsonObject object = value.toObject();
    if (const QJsonArray range = object.value("range"_L1).toArray(); range.size() == 2) {
        return range[0].toInt() <= port && port <= range[1].toInt();
    }
    const QJsonArray set = object.value("set"_L1).toArray();
    return std::any_of(set.begin(), set.end(), [port](const QJsonValue& each) { return holds(each, port); });
}

// Whether a rule accepts what comes to the port.
bool accepts(const QJsonArray& expressions, quint16 port)
{
    bool matches = false;
    bool takes = false;
    for (const QJsonValue each : expressions) {
        const QJsonObject object = each.toObject();
        const QJsonObject match = object.value("match"_L1).toObject();
        const QJsonObject payload = match.value("left"_L1).toObject().value("payload"_L1).toObject();
        matches = matches ||
                  (payload.value("field"_L1).toString() == u"dport" && holds(match.value("right"_L1), port));
        takes = takes || object.contains("accept"_L1);
    }
    return matches && takes;
}

}  // namespace

std::optional<Finding> judgeUfw(const QString& status, quint16 port)
{
    if (!status.startsWith(u"Status: active")) {
        return std::nullopt;
    }
    // "4777/tcp   ALLOW   Anywhere", "4000:5000/tcp   ALLOW   …"
    static const QRegularExpression rule(u"^(\\d+)(?::(\\d+))?(?:/tcp)?\\s+(?:\\(v6\\)\\s+)?ALLOW"_s,
                                         QRegularExpression::MultilineOption);
    for (auto match = rule.globalMatch(status); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const int first = found.captured(1).toInt();
        const int last = found.captured(2).isEmpty() ? first : found.captured(2).toInt();
        if (first <= port && port <= last) {
            return open(u"ufw"_s, port);
        }
    }
    return closed(u"ufw"_s, port, u"ufw allow %1/tcp"_s.arg(port));
}

std::optional<Finding> judgeFirewalld(const QString& state, const QString& zone, quint16 port)
{
    if (state.trimmed() != u"running") {
        return std::nullopt;
    }
    // "  ports: 4777/tcp 4000-5000/tcp", "  target: ACCEPT"
    static const QRegularExpression accepting(u"^\\s*target: ACCEPT"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression line(u"^\\s*ports: (.*)$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression range(u"^(\\d+)(?:-(\\d+))?/tcp$"_s);
    bool lets = accepting.match(zone).hasMatch();
    for (const QString& each : line.match(zone).captured(1).split(u' ', Qt::SkipEmptyParts)) {
        const QRegularExpressionMatch found = range.match(each);
        const int first = found.captured(1).toInt();
        const int last = found.captured(2).isEmpty() ? first : found.captured(2).toInt();
        lets = lets || (found.hasMatch() && first <= port && port <= last);
    }
    return lets ? open(u"firewalld"_s, port)
                : closed(u"firewalld"_s, port,
                         u"firewall-cmd --permanent --add-port=%1/tcp && firewall-cmd --reload"_s.arg(port));
}

std::optional<Finding> judgeNftables(const QByteArray& ruleset, quint16 port)
{
    const QJsonArray all = QJsonDocument::fromJson(ruleset).object().value("nftables"_L1).toArray();
    // The chains that see what comes in, and drop it unless a rule says otherwise.
    QString closing;
    for (const QJsonValue each : all) {
        const QJsonObject chain = each.toObject().value("chain"_L1).toObject();
        if (chain.value("hook"_L1).toString() == u"input" && chain.value("policy"_L1).toString() == u"drop") {
            closing =
                u"%1 %2 %3"_s.arg(chain.value("family"_L1).toString(), chain.value("table"_L1).toString(),
                                  chain.value("name"_L1).toString());
        }
    }
    if (closing.isEmpty()) {
        return std::nullopt;
    }
    for (const QJsonValue each : all) {
        const QJsonObject rule = each.toObject().value("rule"_L1).toObject();
        if (accepts(rule.value("expr"_L1).toArray(), port)) {
            return open(u"nftables"_s, port);
        }
    }
    return closed(u"nftables"_s, port, u"nft add rule %1 tcp dport %2 accept"_s.arg(closing).arg(port));
}

Finding lookAtFirewall(const host::ServerConfig& config)
{
    // Those that write the rules of nftables themselves come first: with them they are to be changed.
    const auto ufw = runCommand(u"ufw"_s, {u"status"_s});
    if (ufw.good) {
        if (const auto finding = judgeUfw(QString::fromUtf8(ufw.out), config.port)) {
            return *finding;
        }
    }
    const auto state = runCommand(u"firewall-cmd"_s, {u"--state"_s});
    if (state.good) {
        const auto zone = runCommand(u"firewall-cmd"_s, {u"--list-all"_s});
        if (const auto finding =
                judgeFirewalld(QString::fromUtf8(state.out), QString::fromUtf8(zone.out), config.port)) {
            return *finding;
        }
    }
    const auto nft = runCommand(u"nft"_s, {u"-j"_s, u"list"_s, u"ruleset"_s});
    if (nft.good) {
        if (const auto finding = judgeNftables(nft.out, config.port)) {
            return *finding;
        }
    }
    if (ufw.good || state.good || nft.good) {
        return {subject(), Verdict::Good, u"No firewall of this computer keeps people out."_s, {}};
    }
    if (!ufw.found && !state.found && !nft.found) {
        return {subject(), Verdict::Good, u"This computer has none of ufw, firewalld and nftables."_s, {}};
    }
    return {subject(), Verdict::Unsure, u"The rules of the firewall could not be read."_s,
            u"Ask the doctor as root: sudo snugd doctor"_s};
}

}  // namespace snug::doctor
