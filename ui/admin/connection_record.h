// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QVector>

namespace snug::ui {

// The flight recorder of one connection: what went over it lately. Never what was said.
struct ConnectionRecord {
    struct Frame {
        QDateTime at;
        bool out = false;  // from the server to the person
        QString word;      // what it was: "send", "entry", "ping"
        int bytes = 0;
    };

    quint64 id = 0;
    QVector<Frame> frames;         // oldest first
    int limiterHits = 0;           // how often it asked for more than it may
    QVector<double> roundTripsMs;  // oldest first
};

}  // namespace snug::ui
