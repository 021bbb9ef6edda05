// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace snug::ui {

// How far back a graph of the server goes.
enum class Span { Minute, Hour, Day };

// How many samples a span keeps: one a second, one in 10 s, one in 5 min.
constexpr int samplesOf(Span span)
{
    switch (span) {
        case Span::Minute:
            return 60;
        case Span::Hour:
            return 360;
        case Span::Day:
            return 288;
    }
    return 60;
}

// What the server was doing at a moment, as plain figures.
struct ServerSample {
    QDateTime at;
    double connections = 0;
    double messagesIn = 0;   // a second
    double messagesOut = 0;  // a second
    double deliveryP50Ms = 0;
    double deliveryP99Ms = 0;
    double commitMs = 0;
    double cpuPercent = 0;
    double memoryBytes = 0;
    double backlogBytes = 0;
    double errors = 0;  // a second
};

}  // namespace snug::ui
