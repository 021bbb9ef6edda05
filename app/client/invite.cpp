// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/invite.h"

#include <QStringDecoder>
#include <algorithm>

#include "protocol/names.h"

namespace snug::client {

namespace {

using namespace Qt::StringLiterals;
using Code = AddressError::Code;

constexpr QLatin1StringView kScheme("snug://");

// Per cent signs are followed by two hexadecimal digits and give UTF-8, or it is no link that we made.
base::Result<QString, AddressError> decoded(QStringView text)
{
    const AddressError bad{Code::BadRoom, u"The room in this link cannot be read."_s};
    const auto isDigit = [](QChar c) { return QLatin1StringView("0123456789abcdefABCDEF").contains(c); };
    for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', at + 1)) {
        const QStringView digits = text.mid(at + 1).left(2);
        if (digits.size() != 2 || !std::all_of(digits.begin(), digits.end(), isDigit)) {
            return bad;
        }
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString room = utf8.decode(QByteArray::fromPercentEncoding(text.toUtf8()));
    if (utf8.hasError()) {
        return bad;
    }
    return room;
}

base::Result<QString, AddressError> roomOf(QStringView path)
{
    if (path.isEmpty()) {
        return QString();
    }
    const auto name = decoded(path);
    if (!name) {
        return name.error();
    }
    protocol::Limits limits;
    limits.roomCharacters = Invite::kRoomCharacters;
    const auto room = protocol::canonicalRoom(*name, limits);
    if (!room) {
        return AddressError{Code::BadRoom, room.error().message};
    }
    return *room;
}

}  // namespace

base::Result<Invite, AddressError> Invite::parse(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > kLongest) {
        return AddressError{Code::TooLong, u"This is too long to be an address."_s};
    }
    if (!trimmed.startsWith(kScheme, Qt::CaseInsensitive)) {
        const auto server = ServerAddress::parse(trimmed);
        if (!server) {
            return server.error();
        }
        return Invite{*server, QString()};
    }
    QStringView rest = QStringView(trimmed).mid(kScheme.size());
    bool secure = false;
    if (const qsizetype query = rest.indexOf(u'?'); query >= 0) {
        if (rest.mid(query + 1) != u"tls") {
            return AddressError{Code::Unexpected,
                                u"This link asks for something that this version of Snug does not know."_s};
        }
        secure = true;
        rest.truncate(query);
    }
    const qsizetype slash = rest.indexOf(u'/');
    const QStringView place = slash < 0 ? rest : rest.left(slash);
    if (place.contains(u'%')) {
        return AddressError{Code::BadHost, u"This is not the name or address of a computer."_s};
    }
    const auto server = ServerAddress::parse((secure ? u"wss://"_s : u"ws://"_s) + place.toString());
    if (!server) {
        return server.error();
    }
    const auto room = roomOf(slash < 0 ? QStringView() : rest.mid(slash + 1));
    if (!room) {
        return room.error();
    }
    return Invite{*server, *room};
}

QString Invite::link() const
{
    const QString address = server.text();
    const qsizetype scheme = address.indexOf(u"://");
    QString link = kScheme + (scheme < 0 ? address : address.mid(scheme + 3));
    if (!room.isEmpty()) {
        link += u'/' + QString::fromLatin1(QUrl::toPercentEncoding(room));
    }
    return server.isSecure() ? link + u"?tls"_s : link;
}

}  // namespace snug::client
