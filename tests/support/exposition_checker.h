// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>
#include <optional>

namespace snug::test {

// Reads Prometheus text format 0.0.4 and is stricter than Prometheus itself: every family has HELP and TYPE
// before its samples and stands in one piece, names and labels have their form, no series comes twice,
// counters end in _total, histograms are cumulative and end with +Inf = _count.
class ExpositionChecker {
public:
    explicit ExpositionChecker(const QByteArray& text);

    // Every rule that is broken, with its line; empty is well.
    QStringList complaints() const { return complaints_; }

    // By the series as written, such as `snug_messages_total{direction="in"}`.
    std::optional<double> value(const QString& series) const;
    QStringList series() const { return values_.keys(); }
    // The type of a family; empty when there is none.
    QString type(const QString& family) const { return types_.value(family); }

private:
    void readComment(const QString& line);
    void readSample(const QString& line);
    void checkHistogram(const QString& name, const QString& labels, double value);
    void finishFamily();
    void complain(const QString& what);

    int line_ = 0;
    QString family_;  // being read
    QString helped_;  // has its HELP line, TYPE must follow
    QMap<QString, QString> types_;
    QMap<QString, double> values_;
    QMap<QString, double> lastBucket_;  // of each histogram child
    QMap<QString, double> lastBound_;
    QMap<QString, double> infinite_;
    QMap<QString, double> counts_;
    QStringList complaints_;
};

}  // namespace snug::test
