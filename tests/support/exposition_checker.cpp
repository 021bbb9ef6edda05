// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/exposition_checker.h"

#include <QRegularExpression>
#include <limits>

namespace snug::test {

namespace {

const QString kName = QStringLiteral("[a-zA-Z_:][a-zA-Z0-9_:]*");
const QString kLabel = QStringLiteral(R"([a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*")");

std::optional<double> number(const QString& text)
{
    if (text == QStringLiteral("+Inf")) {
        return std::numeric_limits<double>::infinity();
    }
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

// What a sample's name belongs to: a histogram's children are named after it.
QString familyOf(const QString& sample, const QMap<QString, QString>& types)
{
    for (const QString& suffix :
         {QStringLiteral("_bucket"), QStringLiteral("_sum"), QStringLiteral("_count")}) {
        QString base = sample.endsWith(suffix) ? sample.chopped(suffix.size()) : QString();
        if (types.value(base) == QStringLiteral("histogram")) {
            return base;
        }
    }
    return sample;
}

}  // namespace

ExpositionChecker::ExpositionChecker(const QByteArray& text)
{
    if (!text.endsWith('\n')) {
        complain(QStringLiteral("no newline at the end"));
    }
    const QStringList lines = QString::fromUtf8(text).split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        ++line_;
        if (line.startsWith(QLatin1Char('#'))) {
            readComment(line);
        } else if (!line.isEmpty()) {
            readSample(line);
        }
    }
    finishFamily();
}

std::optional<double> ExpositionChecker::value(const QString& series) const
{
    const auto found = values_.constFind(series);
    return found == values_.cend() ? std::nullopt : std::optional(*found);
}

void ExpositionChecker::complain(const QString& what)
{
    complaints_.append(QStringLiteral("line %1: %2").arg(line_).arg(what));
}

void ExpositionChecker::readComment(const QString& line)
{
    static const QRegularExpression help(QStringLiteral("^# HELP (%1) (\\S.*)$").arg(kName));
    static const QRegularExpression type(
        QStringLiteral("^# TYPE (%1) (counter|gauge|histogram|summary|untyped)$").arg(kName));
    if (const auto match = help.match(line); match.hasMatch()) {
        finishFamily();
        helped_ = match.captured(1);
        if (types_.contains(helped_)) {
            complain(QStringLiteral("%1 comes in two pieces").arg(helped_));
        }
    } else if (const auto typed = type.match(line); typed.hasMatch()) {
        family_ = typed.captured(1);
        if (family_ != helped_) {
            complain(QStringLiteral("TYPE of %1 does not follow its HELP").arg(family_));
        }
        types_.insert(family_, typed.captured(2));
        const bool total = family_.endsWith(QStringLiteral("_total"));
        if (total != (typed.captured(2) == QStringLiteral("counter"))) {
            complain(QStringLiteral("%1: counters, and only they, end in _total").arg(family_));
        }
    } else {
        complain(QStringLiteral("neither HELP nor TYPE: %1").arg(line));
    }
}

void ExpositionChecker::readSample(const QString& line)
{
    static const QRegularExpression sample(
        QStringLiteral("^(%1)(?:\\{(%2(?:,%2)*)?\\})? (\\S+)(?: -?[0-9]+)?$").arg(kName, kLabel));
    const auto match = sample.match(line);
    if (!match.hasMatch()) {
        complain(QStringLiteral("not a sample: %1").arg(line));
        return;
    }
    const QString name = match.captured(1);
    const QString labels = match.captured(2);
    const auto value = number(match.captured(3));
    if (!value) {
        complain(QStringLiteral("not a number: %1").arg(match.captured(3)));
        return;
    }
    if (familyOf(name, types_) != family_) {
        complain(QStringLiteral("%1 stands outside its family").arg(name));
    }
    const QString series = labels.isEmpty() ? name : QStringLiteral("%1{%2}").arg(name, labels);
    if (values_.contains(series)) {
        complain(QStringLiteral("%1 comes twice").arg(series));
    }
    values_.insert(series, *value);
    if (types_.value(family_) == QStringLiteral("counter") && *value < 0) {
        complain(QStringLiteral("%1 is below 0").arg(series));
    }
    if (types_.value(family_) == QStringLiteral("histogram")) {
        checkHistogram(name, labels, *value);
    }
}

void ExpositionChecker::checkHistogram(const QString& name, const QString& labels, double value)
{
    static const QRegularExpression bound(QStringLiteral("(?:^|,)le=\"([^\"]*)\""));
    QString child = labels;
    child.remove(bound);
    if (name.endsWith(QStringLiteral("_bucket"))) {
        const auto le = number(bound.match(labels).captured(1));
        if (!le) {
            complain(QStringLiteral("a bucket without le"));
            return;
        }
        if (lastBound_.contains(child) && (*le <= lastBound_[child] || value < lastBucket_[child])) {
            complain(QStringLiteral("buckets do not ascend"));
        }
        lastBound_[child] = *le;
        lastBucket_[child] = value;
        if (*le == std::numeric_limits<double>::infinity()) {
            infinite_[child] = value;
        }
    } else if (name.endsWith(QStringLiteral("_count"))) {
        counts_[child] = value;
    }
}

void ExpositionChecker::finishFamily()
{
    if (types_.value(family_) == QStringLiteral("histogram") && counts_ != infinite_) {
        complain(QStringLiteral("%1: +Inf is not the count").arg(family_));
    }
    lastBucket_.clear();
    lastBound_.clear();
    infinite_.clear();
    counts_.clear();
    family_.clear();
}

}  // namespace snug::test
