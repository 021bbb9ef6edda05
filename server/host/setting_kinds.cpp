// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/setting_kinds.h"

#include <QHostAddress>

namespace snug::host {

Setting number(const char* name, const char* value, const char* description, int least, int most,
               Field<int> field)
{
    return {name, value, description, [field](ServerConfig config) { return QString::number(field(config)); },
            [field, least, most](ServerConfig& config, const QString& text) {
                bool ok = false;
                const int number = text.toInt(&ok);
                if (!ok || number < least || number > most) {
                    return false;
                }
                field(config) = number;
                return true;
            }};
}

Setting duration(const char* name, const char* description, int least, Field<std::chrono::seconds> field)
{
    return {name, "seconds", description,
            [field](ServerConfig config) { return QString::number(field(config).count()); },
            [field, least](ServerConfig& config, const QString& text) {
                bool ok = false;
                const int seconds = text.toInt(&ok);
                if (!ok || seconds < least) {
                    return false;
                }
                field(config) = std::chrono::seconds{seconds};
                return true;
            }};
}

Setting rate(const char* name, const char* description, Field<double> field)
{
    return {name, "number", description,
            [field](ServerConfig config) { return QString::number(field(config)); },
            [field](ServerConfig& config, const QString& text) {
                bool ok = false;
                const double value = text.toDouble(&ok);
                if (!ok || !(value >= 0) || value > 1e9) {
                    return false;
                }
                field(config) = value;
                return true;
            }};
}

Setting flag(const char* name, const char* description, Field<bool> field)
{
    return {
        name, "yes|no", description,
        [field](ServerConfig config) { return field(config) ? QStringLiteral("yes") : QStringLiteral("no"); },
        [field](ServerConfig& config, const QString& text) {
            if (text != u"yes" && text != u"no") {
                return false;
            }
            field(config) = text == u"yes";
            return true;
        }};
}

Setting text(const char* name, const char* value, const char* description, Field<QString> field)
{
    return {name, value, description, [field](ServerConfig config) { return field(config); },
            [field](ServerConfig& config, const QString& given) {
                field(config) = given;
                return true;
            }};
}

Setting address(const char* name, const char* description, Field<QString> field)
{
    Setting setting = text(name, "address", description, field);
    setting.write = [field](ServerConfig& config, const QString& given) {
        if (QHostAddress(given).isNull()) {
            return false;
        }
        field(config) = given;
        return true;
    };
    return setting;
}

Setting port(const char* name, const char* description, Field<quint16> field)
{
    return {name, "port", description,
            [field](ServerConfig config) { return QString::number(field(config)); },
            [field](ServerConfig& config, const QString& given) {
                bool ok = false;
                const ushort number = given.toUShort(&ok);
                if (ok) {
                    field(config) = number;
                }
                return ok;
            }};
}

Setting choice(const char* name, const char* value, const char* description,
               const std::vector<const char*>& words, std::function<std::size_t(const ServerConfig&)> read,
               std::function<void(ServerConfig&, std::size_t)> write)
{
    return {name, value, description,
            [words, read = std::move(read)](const ServerConfig& config) {
                return QString::fromLatin1(words.at(read(config)));
            },
            [words, write = std::move(write)](ServerConfig& config, const QString& given) {
                for (std::size_t index = 0; index < words.size(); ++index) {
                    if (given == QLatin1StringView(words[index])) {
                        write(config, index);
                        return true;
                    }
                }
                return false;
            }};
}

}  // namespace snug::host
