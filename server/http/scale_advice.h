// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace snug::http {

// What an autoscaler asks: how many servers share the store now, how many there should be, and why.
struct ScaleAdvice {
    int instances = 1;
    int wanted = 1;
    QString why;
    friend bool operator==(const ScaleAdvice&, const ScaleAdvice&) = default;
};

// People on `instances` servers, each meant for `capacity` of them. One more is wanted where they would be
// used by more than kScaleUp on the average, one less where those that are left would be used by less than
// kScaleDown: between the two nothing changes, so that nobody is moved to and fro. Pure.
ScaleAdvice advise(int instances, int people, int capacity);
inline constexpr double kScaleUp = 0.7;
inline constexpr double kScaleDown = 0.5;

// {"instances":2,"wanted":3,"why":"…"}
QByteArray scaleJson(const ScaleAdvice& advice);

}  // namespace snug::http
