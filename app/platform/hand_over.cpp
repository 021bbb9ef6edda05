// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/hand_over.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace snug::platform {

namespace {

using namespace Qt::StringLiterals;

constexpr int kForm = 1;
// Characters. All three together, each written as the six bytes of an escape, fit into the line.
constexpr qsizetype kLongestText = 800;

}  // namespace

QByteArray encode(const HandOver& wish)
{
    const QJsonObject members{{u"form"_s, kForm},         {u"link"_s, wish.link},
                              {u"nick"_s, wish.nick},     {u"host"_s, wish.host},
                              {u"hidden"_s, wish.hidden}, {u"activationToken"_s, wish.activationToken}};
    return QJsonDocument(members).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<HandOver> decodeHandOver(const QByteArray& line)
{
    if (line.size() > kLongestHandOver || !line.endsWith('\n')) {
        return std::nullopt;
    }
    const QJsonObject members = QJsonDocument::fromJson(line).object();
    if (members.value("form"_L1).toInt() != kForm) {
        return std::nullopt;
    }
    HandOver wish;
    wish.link = members.value("link"_L1).toString();
    wish.nick = members.value("nick"_L1).toString();
    wish.host = members.value("host"_L1).toBool();
    wish.hidden = members.value("hidden"_L1).toBool();
    wish.activationToken = members.value("activationToken"_L1).toString();
    return wish;
}

}  // namespace snug::platform
