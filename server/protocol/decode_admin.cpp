// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <algorithm>

#include "protocol/admin_codec.h"
#include "protocol/admin_fields.h"
#include "protocol/codec.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

// Reads what admin_fields.h describes.
class AdminReader {
public:
    explicit AdminReader(JsonFields& in)
        : in_(in)
    {
    }

    void field(const char* name, QString& value) { value = in_.text(QLatin1StringView(name)); }
    void field(const char* name, bool& value) { value = in_.flag(QLatin1StringView(name)); }
    void field(const char* name, double& value) { value = in_.number(QLatin1StringView(name)); }
    void field(const char* name, int& value)
    {
        value = static_cast<int>(in_.integer(QLatin1StringView(name), 0, std::numeric_limits<int>::max()));
    }
    void field(const char* name, qint64& value) { value = in_.integer(QLatin1StringView(name)); }
    void field(const char* name, quint64& value)
    {
        value = static_cast<quint64>(in_.integer(QLatin1StringView(name)));
    }
    void field(const char* name, base::WallTime& value)
    {
        value = wire::toWall(in_.integer(QLatin1StringView(name)));
    }
    template <class T>
    void field(const char* name, std::optional<T>& value)
    {
        value.reset();
        if (in_.has(QLatin1StringView(name))) {
            field(name, value.emplace());
        }
    }
    template <class T>
    void optional(const char* name, T& value)
    {
        if (in_.has(QLatin1StringView(name))) {
            field(name, value);
        }
    }
    template <class Enum>
    void word(const char* name, Enum& value)
    {
        const QString word = in_.text(QLatin1StringView(name));
        const auto words = wire::wordsOf(value);
        const auto found = std::find(words.begin(), words.end(), word);
        if (found == words.end()) {
            in_.fail(QLatin1StringView(name), "a word that is known here");
            return;
        }
        value = static_cast<Enum>(found - words.begin());
    }

    void mark(const char* name, quint64& value) { value = toMark(name, in_.text(QLatin1StringView(name))); }
    void optionalMark(const char* name, quint64& value)
    {
        if (in_.has(QLatin1StringView(name))) {
            mark(name, value);
        }
    }
    void marks(const char* name, QVector<quint64>& values)
    {
        for (const QJsonValue each : in_.array(QLatin1StringView(name))) {
            values.append(toMark(name, each.toString()));
        }
    }
    void names(const char* name, QVector<QString>& values)
    {
        for (const QJsonValue each : in_.array(QLatin1StringView(name))) {
            values.append(each.toString());
        }
    }

    template <class T>
    void object(const char* name, T& value)
    {
        read(in_.object(QLatin1StringView(name)), value);
    }
    template <class T>
    void object(const char* name, std::optional<T>& value)
    {
        value.reset();
        if (const auto found = in_.objectIf(QLatin1StringView(name))) {
            read(*found, value.emplace());
        }
    }
    template <class T>
    void list(const char* name, QVector<T>& values)
    {
        const QJsonArray array = in_.array(QLatin1StringView(name));
        values.reserve(array.size());
        for (const QJsonValue each : array) {
            read(each.toObject(), values.emplaceBack());
        }
    }

private:
    template <class T>
    void read(const QJsonObject& object, T& value)
    {
        JsonFields fields(object);
        AdminReader reader(fields);
        wire::describe(reader, value, static_cast<const T*>(nullptr));
        in_.take(fields);
    }

    quint64 toMark(const char* name, const QString& text)
    {
        bool whole = false;
        const quint64 value = text.toULongLong(&whole);
        if (!whole) {
            in_.fail(QLatin1StringView(name), "a number written as text");
        }
        return value;
    }

    JsonFields& in_;
};

// The alternative whose word is `type`, read.
template <class Variant, std::size_t I = 0, class Words>
std::optional<Variant> readOneOf(QStringView type, JsonFields& in, const Words& words)
{
    if constexpr (I == std::variant_size_v<Variant>) {
        return std::nullopt;
    } else {
        if (type != words[I]) {
            return readOneOf<Variant, I + 1>(type, in, words);
        }
        std::variant_alternative_t<I, Variant> value;
        AdminReader reader(in);
        wire::describe(reader, value, static_cast<const decltype(value)*>(nullptr));
        return value;
    }
}

template <class T>
std::optional<T> readAlone(const QByteArray& json)
{
    JsonFields in(QJsonDocument::fromJson(json).object());
    AdminReader reader(in);
    T value;
    wire::describe(reader, value, static_cast<const T*>(nullptr));
    return in.error() ? std::nullopt : std::optional(std::move(value));
}

}  // namespace

std::optional<AdminCommand> readAdminCommand(QStringView type, JsonFields& in)
{
    return readOneOf<AdminCommand>(type, in, wire::kAdminCommands);
}

std::optional<AdminAnswer> readAdminAnswer(QStringView type, JsonFields& in)
{
    return readOneOf<AdminAnswer>(type, in, wire::kAdminAnswers);
}

std::optional<AdminPush> readAdminPush(QStringView type, JsonFields& in)
{
    return readOneOf<AdminPush>(type, in, wire::kAdminPushes);
}

std::optional<admin::Sanction> decodeSanction(const QByteArray& kept)
{
    return readAlone<admin::Sanction>(kept);
}

std::optional<admin::Audit> decodeAudit(const QByteArray& line)
{
    return readAlone<admin::Audit>(line);
}

Role readRole(JsonFields& in)
{
    Role role = Role::Member;
    if (in.has(QLatin1StringView("role"))) {
        AdminReader(in).word("role", role);
    }
    return role;
}

QLatin1StringView roleWord(Role role)
{
    return wire::wordsOf(role).at(static_cast<std::size_t>(role));
}

}  // namespace snug::protocol
