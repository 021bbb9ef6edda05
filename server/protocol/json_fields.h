// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <limits>
#include <optional>

#include "protocol/codes.h"

namespace snug::protocol {

// Reads the fields of one JSON object and keeps the first thing that was wrong, so that a decoder reads
// straight through and asks once at the end. null counts as absent. Inside of the codec only.
class JsonFields {
public:
    explicit JsonFields(QJsonObject object)
        : object_(std::move(object))
    {
    }

    QString text(QLatin1StringView name) { return optionalText(name, true); }
    QString textOr(QLatin1StringView name) { return optionalText(name, false); }

    // Whole numbers up to 2^53, which is what JSON can carry everywhere.
    qint64 integer(QLatin1StringView name, qint64 least = 0, qint64 most = kMaxInteger)
    {
        return optionalInteger(name, least, most, true).value_or(least);
    }
    std::optional<qint64> integerIf(QLatin1StringView name, qint64 least = 0, qint64 most = kMaxInteger)
    {
        return optionalInteger(name, least, most, false);
    }

    bool flag(QLatin1StringView name)
    {
        const QJsonValue value = object_.value(name);
        if (!value.isBool()) {
            fail(name, "true or false");
        }
        return value.toBool();
    }
    bool flagOr(QLatin1StringView name, bool otherwise)
    {
        const QJsonValue value = object_.value(name);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isBool()) {
            fail(name, "true or false");
        }
        return value.toBool(otherwise);
    }

    double number(QLatin1StringView name)
    {
        const QJsonValue value = object_.value(name);
        if (!value.isDouble()) {
            fail(name, "a number");
        }
        return value.toDouble();
    }

    std::optional<QJsonObject> objectIf(QLatin1StringView name)
    {
        const QJsonValue value = object_.value(name);
        if (isAbsent(value)) {
            return std::nullopt;
        }
        if (!value.isObject()) {
            fail(name, "an object");
        }
        return value.toObject();
    }
    QJsonObject object(QLatin1StringView name)
    {
        const auto found = objectIf(name);
        if (!found) {
            fail(name, "an object");
        }
        return found.value_or(QJsonObject{});
    }

    QJsonArray array(QLatin1StringView name)
    {
        const QJsonValue value = object_.value(name);
        if (!value.isArray()) {
            fail(name, "a list");
        }
        return value.toArray();
    }

    bool has(QLatin1StringView name) const { return !isAbsent(object_.value(name)); }

    // One of a field's own rules was broken.
    void fail(QLatin1StringView name, const char* wanted)
    {
        if (!error_) {
            error_ = makeError(ErrorCode::BadField,
                               QStringLiteral("\"%1\" must be %2.").arg(name, QLatin1StringView(wanted)));
        }
    }
    void take(const JsonFields& inner)
    {
        if (!error_) {
            error_ = inner.error_;
        }
    }

    const std::optional<Error>& error() const { return error_; }

    static constexpr qint64 kMaxInteger = (qint64{1} << 53) - 1;

private:
    static bool isAbsent(const QJsonValue& value) { return value.isUndefined() || value.isNull(); }

    QString optionalText(QLatin1StringView name, bool needed)
    {
        const QJsonValue value = object_.value(name);
        if (isAbsent(value) && !needed) {
            return {};
        }
        if (!value.isString()) {
            fail(name, "text");
        }
        return value.toString();
    }

    std::optional<qint64> optionalInteger(QLatin1StringView name, qint64 least, qint64 most, bool needed)
    {
        const QJsonValue value = object_.value(name);
        if (isAbsent(value) && !needed) {
            return std::nullopt;
        }
        constexpr qint64 kNotWhole = std::numeric_limits<qint64>::min();
        const qint64 number = value.toInteger(kNotWhole);
        if (number == kNotWhole || number < least || number > most) {
            fail(name, "a whole number in range");
            return std::nullopt;
        }
        return number;
    }

    QJsonObject object_;
    std::optional<Error> error_;
};

}  // namespace snug::protocol
