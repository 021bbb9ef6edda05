// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/admin_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace snug::models {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QString tr(const char* text)
{
    return QCoreApplication::translate("snug::models::AdminText", text);
}

// Two digits that matter.
QString shortNumber(double value)
{
    return QLocale().toString(value, 'f', value < 10 && value != std::floor(value) ? 1 : 0);
}

QString twoUnits(qint64 whole, const QString& unit, qint64 part, const QString& partUnit)
{
    const QString first = QLocale().toString(whole) + u' ' + unit;
    return part == 0 ? first : first + u' ' + QLocale().toString(part) + u' ' + partUnit;
}

}  // namespace

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString rateText(double perSecond)
{
    return perSecond > 0 && perSecond < 0.1 ? u"< "_s + QLocale().toString(0.1, 'f', 1)
                                            : shortNumber(perSecond);
}

QString spanText(double seconds)
{
    return seconds < 1 ? shortNumber(seconds * 1'000) + u' ' + tr("ms")
                       : shortNumber(seconds) + u' ' + tr("s");
}

QString durationText(double seconds)
{
    const auto whole = static_cast<qint64>(seconds);
    if (whole < kMinute) {
        return twoUnits(whole, tr("s"), 0, {});
    }
    if (whole < kHour) {
        return twoUnits(whole / kMinute, tr("min"), 0, {});
    }
    if (whole < kDay) {
        return twoUnits(whole / kHour, tr("h"), whole % kHour / kMinute, tr("min"));
    }
    return twoUnits(whole / kDay, tr("d"), whole % kDay / kHour, tr("h"));
}

QDateTime toLocal(base::WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

QString timeText(base::WallTime at)
{
    return QLocale().toString(toLocal(at), QLocale::ShortFormat);
}

QString clockText(base::WallTime at)
{
    const QDateTime local = toLocal(at);
    const QString clock = local.toString(u"HH:mm:ss"_s);
    return local.date() == QDate::currentDate()
               ? clock
               : QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + clock;
}

QString exactTimeText(base::WallTime at)
{
    const QDateTime local = toLocal(at);
    return QLocale().toString(local.date(), QLocale::LongFormat) + u' ' + local.toString(u"HH:mm:ss.zzz"_s);
}

}  // namespace snug::models
