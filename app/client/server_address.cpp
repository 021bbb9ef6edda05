// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/server_address.h"

#include <QHostAddress>

namespace snug::client {

namespace {

using Code = AddressError::Code;

constexpr int kLongestHost = 253;

struct Parts {
    QString host;
    std::optional<QString> port;
};

struct Scheme {
    bool secure = false;
    QString rest;
};

bool isIpv6(const QString& host)
{
    QHostAddress address;
    return address.setAddress(host) && address.protocol() == QAbstractSocket::IPv6Protocol;
}

base::Result<Scheme, AddressError> splitScheme(const QString& text)
{
    const qsizetype mark = text.indexOf(u"://");
    if (mark < 0) {
        return Scheme{false, text};
    }
    const QString scheme = text.left(mark).toLower();
    if (scheme != u"wss" && scheme != u"ws" && scheme != u"snug") {
        return AddressError{
            Code::UnknownScheme,
            QStringLiteral("An address begins with snug://, ws:// or wss://, or has no such beginning.")};
    }
    return Scheme{scheme == u"wss", text.mid(mark + 3)};
}

base::Result<Parts, AddressError> split(const QString& text)
{
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        const QString host = text.mid(1, end - 1);
        if (end < 0 || !isIpv6(host)) {
            return AddressError{Code::BadHost, QStringLiteral("Between brackets belongs an IPv6 address.")};
        }
        const QString rest = text.mid(end + 1);
        if (rest.isEmpty()) {
            return Parts{host, std::nullopt};
        }
        if (!rest.startsWith(u':')) {
            return AddressError{Code::Unexpected,
                                QStringLiteral("After the bracket belongs a colon and a port.")};
        }
        return Parts{host, rest.mid(1)};
    }
    if (text.count(u':') > 1) {
        if (isIpv6(text)) {
            return Parts{text, std::nullopt};
        }
        return AddressError{Code::BadHost,
                            QStringLiteral("An IPv6 address with a port is written [address]:port.")};
    }
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0) {
        return Parts{text, std::nullopt};
    }
    return Parts{text.left(colon), text.mid(colon + 1)};
}

base::Result<QString, AddressError> canonicalHost(const QString& host)
{
    if (host.isEmpty()) {
        return AddressError{Code::BadHost, QStringLiteral("The host's name is missing.")};
    }
    if (isIpv6(host)) {
        return QHostAddress(host).toString();
    }
    const QString ascii = QString::fromLatin1(QUrl::toAce(host)).toLower();
    QUrl probe;
    probe.setHost(ascii, QUrl::StrictMode);
    const bool plain = std::all_of(ascii.begin(), ascii.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || c.isDigit() || c == u'-' || c == u'.' || c == u'_';
    });
    if (ascii.isEmpty() || ascii.size() > kLongestHost || !plain || !probe.isValid()) {
        return AddressError{Code::BadHost, QStringLiteral("This is not the name or address of a computer.")};
    }
    return ascii;
}

}  // namespace

base::Result<ServerAddress, AddressError> ServerAddress::parse(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        return AddressError{Code::Empty, QStringLiteral("Type the server's address.")};
    }
    const auto scheme = splitScheme(trimmed);
    if (!scheme) {
        return scheme.error();
    }
    QString body = scheme->rest;
    if (body.endsWith(u'/')) {
        body.chop(1);
    }
    if (body.contains(u'/') || body.contains(u'@') || body.contains(u'?') || body.contains(u'#')) {
        return AddressError{Code::Unexpected,
                            QStringLiteral("An address is a host and a port, nothing more.")};
    }
    const auto parts = split(body);
    if (!parts) {
        return parts.error();
    }
    auto host = canonicalHost(parts->host);
    if (!host) {
        return host.error();
    }
    quint16 port = kDefaultPort;
    if (parts->port) {
        bool isNumber = false;
        port = parts->port->toUShort(&isNumber);
        if (!isNumber || port == 0) {
            return AddressError{Code::BadPort, QStringLiteral("A port is a number from 1 to 65535.")};
        }
    }
    return ServerAddress(std::move(host).value(), port, scheme->secure);
}

std::optional<ServerAddress> ServerAddress::sibling(const QString& target) const
{
    const auto parsed = target.contains(u"://") ? std::nullopt : std::optional(parse(target));
    // With a port: a word alone would be a host's name, too.
    if (!parsed || !parsed->ok() || !target.endsWith(u':' + QString::number((*parsed)->port()))) {
        return std::nullopt;
    }
    return ServerAddress((*parsed)->host_, (*parsed)->port_, secure_);
}

QString ServerAddress::text() const
{
    const QString scheme = secure_ ? QStringLiteral("wss://") : QString();
    const QString host = host_.contains(u':') ? u'[' + host_ + u']' : host_;
    const QString port = port_ == kDefaultPort ? QString() : u':' + QString::number(port_);
    return scheme + host + port;
}

QUrl ServerAddress::url() const
{
    QUrl url;
    url.setScheme(secure_ ? QStringLiteral("wss") : QStringLiteral("ws"));
    url.setHost(host_);
    url.setPort(port_);
    url.setPath(QStringLiteral("/"));
    return url;
}

}  // namespace snug::client
