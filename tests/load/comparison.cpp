// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/comparison.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <algorithm>

#include "load/report.h"

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;

// What differs by less may be chance.
constexpr double kSame = 0.05;

base::Result<QJsonObject, QString> readResult(const QByteArray& json, const QString& which)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonValue format = object.value("format"_L1);
    if (!format.isDouble() || !object.value("delivery_us"_L1).isObject()) {
        return u"the %1 file is not a result of snug-load --json"_s.arg(which);
    }
    if (format.toInt() != kJsonFormat) {
        return u"the %1 file has format %2; this snug-load reads format %3"_s.arg(which)
            .arg(format.toInt())
            .arg(kJsonFormat);
    }
    return object;
}

// A figure that can be compared; nothing where it was not measured.
struct Figure {
    QString name;
    bool moreIsBetter = true;
    int digits = 0;
    std::optional<double> before{};
    std::optional<double> after{};

    std::optional<double> ratio() const
    {
        return before && after && *before > 0 && *after >= 0 ? std::optional(*after / *before) : std::nullopt;
    }
    bool isWorseBy(double percent) const
    {
        const std::optional<double> change = ratio();
        return change && (moreIsBetter ? *change < 1 - percent / 100 : *change > 1 + percent / 100);
    }
};

std::optional<double> numberIn(const QJsonObject& result, const QStringList& path, double unit)
{
    QJsonValue value = result;
    for (const QString& name : path) {
        value = value.toObject().value(name);
    }
    return value.isDouble() ? std::optional(value.toDouble() / unit) : std::nullopt;
}

std::optional<double> slowestStorm(const QJsonObject& result)
{
    std::optional<double> slowest;
    const QJsonArray all = result.value("storm"_L1).toObject().value("seconds"_L1).toArray();
    for (const QJsonValueConstRef seconds : all) {
        slowest = std::max(slowest.value_or(0), seconds.toDouble());
    }
    return slowest;
}

QString lineOf(const Figure& figure)
{
    const auto cell = [&figure](std::optional<double> value) {
        return (value ? QString::number(*value, 'f', figure.digits) : u"–"_s).rightJustified(12);
    };
    QString verdict;
    if (const std::optional<double> ratio = figure.ratio()) {
        const bool isSame = *ratio > 1 - kSame && *ratio < 1 + kSame;
        const bool isBetter = (*ratio > 1) == figure.moreIsBetter;
        verdict = QString::number(*ratio, 'f', 2).rightJustified(8) + (isSame     ? u"  same"_s
                                                                       : isBetter ? u"  better"_s
                                                                                  : u"  worse"_s);
    }
    return figure.name.leftJustified(24) + cell(figure.before) + cell(figure.after) + verdict + u'\n';
}

void writeWarnings(QTextStream& out, const QJsonObject& before, const QJsonObject& after)
{
    const QString planBefore = before.value("plan"_L1).toString();
    const QString planAfter = after.value("plan"_L1).toString();
    if (planBefore != planAfter) {
        out << "WARNING  the runs did not do the same work:\n  before  " << planBefore << "\n  after   "
            << planAfter << '\n';
    }
    for (const auto& [result, which] : {std::pair(&before, "before"), std::pair(&after, "after")}) {
        if (!result->value("good"_L1).toBool()) {
            out << "WARNING  the run " << which << " was not good: something was lost, wrong, or too slow\n";
        }
    }
}

}  // namespace

base::Result<Comparison, QString> compareResults(const QByteArray& beforeJson, const QByteArray& afterJson,
                                                 std::optional<double> worseAtMost)
{
    const auto before = readResult(beforeJson, u"first"_s);
    const auto after = readResult(afterJson, u"second"_s);
    if (!before || !after) {
        return before ? after.error() : before.error();
    }
    const auto figure = [&](const QString& name, bool moreIsBetter, int digits, const QStringList& path,
                            double unit = 1) {
        return Figure{name, moreIsBetter, digits, numberIn(*before, path, unit),
                      numberIn(*after, path, unit)};
    };
    const Figure perCpuSecond =
        figure(u"deliveries a CPU second"_s, true, 0, {u"deliveries_per_cpu_second"_s});
    const Figure p99 = figure(u"p99 ms"_s, false, 2, {u"delivery_us"_s, u"p99"_s}, 1000);

    Comparison comparison;
    QTextStream out(&comparison.text);
    writeWarnings(out, *before, *after);
    out << QString(24, u' ') << u"before"_s.rightJustified(12) << u"after"_s.rightJustified(12)
        << u"ratio"_s.rightJustified(8) << '\n';
    out << lineOf(figure(u"deliveries/s"_s, true, 0, {u"deliveries_per_second"_s})) << lineOf(perCpuSecond)
        << lineOf(figure(u"p50 ms"_s, false, 2, {u"delivery_us"_s, u"p50"_s}, 1000)) << lineOf(p99)
        << lineOf(figure(u"connects/s"_s, true, 0, {u"connects_per_second"_s}))
        << lineOf(figure(u"KiB a connection"_s, false, 1, {u"server_pss_bytes_per_connection"_s}, 1024))
        << lineOf({u"all back after s"_s, false, 3, slowestStorm(*before), slowestStorm(*after)})
        << lineOf(figure(u"way back p99 ms"_s, false, 2, {u"storm"_s, u"way_back_us"_s, u"p99"_s}, 1000));

    if (worseAtMost) {
        const bool wentWrong = before->value("good"_L1).toBool() && !after->value("good"_L1).toBool();
        comparison.worse = wentWrong || perCpuSecond.isWorseBy(*worseAtMost) || p99.isWorseBy(*worseAtMost);
        if (!perCpuSecond.ratio()) {
            out << "WARNING  deliveries a CPU second were not measured in both runs (--pid)\n";
        }
        out << (comparison.worse ? "WORSE    " : "GOOD     ")
            << u"allowed: %1 % fewer deliveries a CPU second, p99 %1 % higher\n"_s.arg(*worseAtMost);
    }
    out.flush();
    return comparison;
}

}  // namespace snug::load
