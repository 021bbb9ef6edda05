// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/admin_codec.h"
#include "protocol/admin_fields.h"
#include "protocol/codec.h"
#include "protocol/wire_words.h"

namespace snug::protocol {

namespace {

// Writes what admin_fields.h describes.
class AdminWriter {
public:
    explicit AdminWriter(JsonWriter& out)
        : out_(out)
    {
    }

    template <class T>
    void field(const char* name, const T& value)
    {
        out_.field(QLatin1StringView(name), value);
    }
    void field(const char* name, const base::WallTime& at) { field(name, wire::fromWall(at)); }
    template <class T>
    void field(const char* name, const std::optional<T>& value)
    {
        if (value) {
            field(name, *value);
        }
    }
    template <class T>
    void optional(const char* name, const T& value)
    {
        if (value != T{}) {
            field(name, value);
        }
    }
    template <class Enum>
    void word(const char* name, const Enum& value)
    {
        field(name, wire::wordsOf(value).at(static_cast<std::size_t>(value)));
    }

    // A number that may need all 64 bits, which JSON's do not have.
    void mark(const char* name, const quint64& value) { field(name, QString::number(value)); }
    void optionalMark(const char* name, const quint64& value)
    {
        if (value != 0) {
            mark(name, value);
        }
    }
    void marks(const char* name, const QVector<quint64>& values)
    {
        out_.texts(QLatin1StringView(name), values, [](quint64 each) { return QString::number(each); });
    }
    void names(const char* name, const QVector<QString>& values)
    {
        out_.texts(QLatin1StringView(name), values, [](const QString& each) { return each; });
    }

    template <class T>
    void object(const char* name, const T& value)
    {
        out_.object(QLatin1StringView(name),
                    [&] { wire::describe(*this, value, static_cast<const T*>(nullptr)); });
    }
    template <class T>
    void object(const char* name, const std::optional<T>& value)
    {
        if (value) {
            object(name, *value);
        }
    }
    template <class T>
    void list(const char* name, const QVector<T>& values)
    {
        out_.list(QLatin1StringView(name), values,
                  [this](const T& each) { wire::describe(*this, each, static_cast<const T*>(nullptr)); });
    }

private:
    JsonWriter& out_;
};

template <class Variant, class Words>
void writeOneOf(JsonWriter& out, const Variant& variant, const Words& words)
{
    out.field(QLatin1StringView("type"), words.at(variant.index()));
    AdminWriter writer(out);
    std::visit(
        [&writer]<class T>(const T& each) { wire::describe(writer, each, static_cast<const T*>(nullptr)); },
        variant);
}

template <class T>
QByteArray writeAlone(const T& value)
{
    JsonWriter out;
    AdminWriter writer(out);
    wire::describe(writer, value, &value);
    return out.finish();
}

}  // namespace

void writeAdmin(JsonWriter& out, const AdminCommand& command)
{
    writeOneOf(out, command, wire::kAdminCommands);
}

void writeAdmin(JsonWriter& out, const AdminAnswer& answer)
{
    writeOneOf(out, answer, wire::kAdminAnswers);
}

void writeAdmin(JsonWriter& out, const AdminPush& push)
{
    writeOneOf(out, push, wire::kAdminPushes);
}

QByteArray encodeSanction(const admin::Sanction& sanction)
{
    return writeAlone(sanction);
}

QByteArray encodeAudit(const admin::Audit& entry)
{
    return writeAlone(entry);
}

}  // namespace snug::protocol
