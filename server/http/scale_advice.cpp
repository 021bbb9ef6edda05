// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/scale_advice.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace snug::http {

namespace {

using namespace Qt::StringLiterals;

// So many servers as keep the people at this share of what they are meant for.
int serversFor(int people, int capacity, double share)
{
    return std::max(1, static_cast<int>(std::ceil(people / (capacity * share))));
}

}  // namespace

ScaleAdvice advise(int instances, int people, int capacity)
{
    const int meantFor = std::max(capacity, 1);
    const int now = std::max(instances, 1);
    ScaleAdvice advice{now, now, {}};
    const QString load = u"%1 people on %2 servers meant for %3 each"_s.arg(people).arg(now).arg(meantFor);
    const int enough = serversFor(people, meantFor, kScaleUp);
    const int spare = serversFor(people, meantFor, kScaleDown);
    if (enough > now) {
        advice.wanted = enough;
        advice.why = load + u": more than %1 %"_s.arg(kScaleUp * 100);
    } else if (spare < now) {
        advice.wanted = spare;
        advice.why = load + u": fewer would do at less than %1 %"_s.arg(kScaleDown * 100);
    } else {
        advice.why = load;
    }
    return advice;
}

QByteArray scaleJson(const ScaleAdvice& advice)
{
    const QJsonObject json{
        {u"instances"_s, advice.instances}, {u"wanted"_s, advice.wanted}, {u"why"_s, advice.why}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

}  // namespace snug::http
