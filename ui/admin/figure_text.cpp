// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/figure_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>

namespace snug::ui {

namespace {

QString translate(const char* text)
{
    return QCoreApplication::translate("snug::ui::AdminWindow", text);
}

}  // namespace

QString durationText(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    const QLocale locale;
    if (days > 0) {
        return translate("%1 d %2 h").arg(locale.toString(days), locale.toString(hours % 24));
    }
    if (hours > 0) {
        return translate("%1 h %2 min").arg(locale.toString(hours), locale.toString(minutes % 60));
    }
    return minutes > 0 ? translate("%1 min").arg(locale.toString(minutes))
                       : translate("%1 s").arg(locale.toString(qMax<qint64>(0, seconds)));
}

QString bytesText(double bytes)
{
    constexpr std::array<const char*, 5> units = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < units.size()) {
        bytes /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || bytes >= 99.95 ? 0 : 1;
    return QLocale().toString(bytes, 'f', decimals) + u' ' + QLatin1StringView(units.at(unit));
}

QString millisecondsText(double value)
{
    if (value >= 999.5) {
        return translate("%1 s").arg(QLocale().toString(value / 1000, 'f', 1));
    }
    return translate("%1 ms").arg(QLocale().toString(value, 'f', value < 9.95 ? 1 : 0));
}

QString percentText(double percent)
{
    return translate("%1 %").arg(QLocale().toString(percent, 'f', 0));
}

}  // namespace snug::ui
