// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <QByteArray>
#include <QString>
#include <QVector>

namespace snug::protocol {

// Writes one JSON object, compact and in UTF-8, field by field as they are given. Inside of the codec only;
// on the stack, used once. Names are written as they are: they need no escaping.
class JsonWriter {
public:
    JsonWriter() { json_.StartObject(); }
    Q_DISABLE_COPY_MOVE(JsonWriter)

    void field(QLatin1StringView name, const QString& value)
    {
        key(name);
        const QByteArray utf8 = value.toUtf8();
        json_.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
    }
    // A word of the protocol's own.
    void field(QLatin1StringView name, QLatin1StringView ascii)
    {
        key(name);
        json_.String(ascii.data(), static_cast<rapidjson::SizeType>(ascii.size()));
    }
    void field(QLatin1StringView name, qint64 value)
    {
        key(name);
        json_.Int64(value);
    }
    void field(QLatin1StringView name, quint64 value)
    {
        key(name);
        json_.Uint64(value);
    }
    void field(QLatin1StringView name, int value) { field(name, qint64{value}); }
    void field(QLatin1StringView name, bool value)
    {
        key(name);
        json_.Bool(value);
    }
    void field(QLatin1StringView name, double value)
    {
        key(name);
        json_.Double(value);
    }

    // An object; `write` writes its fields.
    template <class Write>
    void object(QLatin1StringView name, Write write)
    {
        key(name);
        json_.StartObject();
        write();
        json_.EndObject();
    }
    // A list of objects; `write` writes the fields of one.
    template <class T, class Write>
    void list(QLatin1StringView name, const QVector<T>& values, Write write)
    {
        key(name);
        json_.StartArray();
        for (const T& value : values) {
            json_.StartObject();
            write(value);
            json_.EndObject();
        }
        json_.EndArray();
    }

    // A list of texts; `textOf` makes the text of one value.
    template <class T, class TextOf>
    void texts(QLatin1StringView name, const QVector<T>& values, TextOf textOf)
    {
        key(name);
        json_.StartArray();
        for (const T& value : values) {
            const QByteArray utf8 = QString(textOf(value)).toUtf8();
            json_.String(utf8.constData(), static_cast<rapidjson::SizeType>(utf8.size()));
        }
        json_.EndArray();
    }

    QByteArray finish()
    {
        json_.EndObject();
        return {buffer_.GetString(), static_cast<qsizetype>(buffer_.GetSize())};
    }

private:
    void key(QLatin1StringView name)
    {
        json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    }

    static constexpr std::size_t kUsual = 512;  // bytes of most frames

    rapidjson::StringBuffer buffer_{nullptr, kUsual};
    rapidjson::Writer<rapidjson::StringBuffer> json_{buffer_};
};

}  // namespace snug::protocol
