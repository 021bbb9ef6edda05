// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_address.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>
#include <optional>

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

constexpr int kLastDatabase = 65'535;

QString wrong(const QString& text, const QString& what)
{
    return u"\"%1\" is no address of a Redis server: %2"_s.arg(text, what);
}

std::optional<RedisAddress::Host> parseHost(const QString& text, quint16 defaultPort)
{
    static const QRegularExpression form(uR"(^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/@\[\]]+))(?::(\d{1,5}))?$)"_s);
    const auto match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const int port = match.captured(3).isEmpty() ? defaultPort : match.captured(3).toInt();
    if (port < 1 || port > 0xFFFF) {
        return std::nullopt;
    }
    return RedisAddress::Host{match.captured(1) + match.captured(2), static_cast<quint16>(port)};
}

std::optional<int> parseDatabase(const QString& text)
{
    bool isNumber = true;
    const int database = text.isEmpty() ? 0 : text.toInt(&isNumber);
    return isNumber && database >= 0 && database <= kLastDatabase ? std::optional(database) : std::nullopt;
}

void readLogin(const QString& login, RedisAddress& address)
{
    const auto decoded = [](const QString& part) { return QUrl::fromPercentEncoding(part.toUtf8()); };
    address.user = decoded(login.section(u':', 0, 0));
    address.password = decoded(login.section(u':', 1));
}

base::Result<RedisAddress, QString> parseOne(const QString& text)
{
    static const QRegularExpression form(
        uR"(^redis(\+unix|\+sentinel)?://(?:([^@/]*)@)?([^/?]*)(/[^?]*)?(\?.*)?$)"_s);
    const auto match = form.match(text);
    if (!match.hasMatch()) {
        return wrong(text, u"it should look like redis://host:port/database"_s);
    }
    const QString kind = match.captured(1);
    const QString path = match.captured(4);
    RedisAddress address;
    readLogin(match.captured(2), address);
    QString database = path.section(u'/', -1);
    if (kind == u"+unix") {
        if (!match.captured(3).isEmpty() || path.size() < 2) {
            return wrong(text, u"the path of the socket comes after three slashes"_s);
        }
        address.socketPath = QUrl::fromPercentEncoding(path.toUtf8());
        database = QUrlQuery(match.captured(5).mid(1)).queryItemValue(u"db"_s);
    } else {
        const bool sentinel = !kind.isEmpty();
        if (sentinel) {
            address.sentinelMaster = path.section(u'/', 1, 1);
            database = path.section(u'/', 2);
        } else {
            database = path.mid(1);
        }
        if (sentinel && address.sentinelMaster.isEmpty()) {
            return wrong(text, u"the name of the master comes after the sentinels"_s);
        }
        const QStringList hosts = match.captured(3).split(u',');
        for (const QString& each : hosts) {
            const auto host = parseHost(each, sentinel ? RedisAddress::kSentinelPort : RedisAddress::kPort);
            if (!host || (!sentinel && hosts.size() > 1)) {
                return wrong(text, u"\"%1\" is no host"_s.arg(match.captured(3)));
            }
            address.hosts.append(*host);
        }
    }
    const auto number = parseDatabase(database);
    if (!number) {
        return wrong(text, u"\"%1\" is no number of a database"_s.arg(database));
    }
    address.database = *number;
    return address;
}

}  // namespace

QString RedisAddress::text() const
{
    QString text;
    if (!socketPath.isEmpty()) {
        text = u"redis+unix://"_s + socketPath;
        return database == 0 ? text : text + u"?db=%1"_s.arg(database);
    }
    text = sentinelMaster.isEmpty() ? u"redis://"_s : u"redis+sentinel://"_s;
    for (const Host& host : hosts) {
        text += (&host == &hosts.first() ? u""_s : u","_s) +
                (host.name.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host.name).arg(host.port);
    }
    if (!sentinelMaster.isEmpty()) {
        text += u'/' + sentinelMaster;
    }
    return database == 0 ? text : text + u"/%1"_s.arg(database);
}

base::Result<QVector<RedisAddress>, QString> parseRedisAddresses(const QString& text)
{
    // A comma also stands between sentinels: only one before a scheme begins another server.
    static const QRegularExpression between(uR"(,(?=redis(?:\+[a-z]+)?://))"_s);
    QVector<RedisAddress> addresses;
    const QStringList parts = text.split(between);
    for (const QString& part : parts) {
        const auto address = parseOne(part);
        if (!address) {
            return address.error();
        }
        addresses.append(*address);
    }
    return addresses;
}

}  // namespace snug::store
