// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/away_watcher.h"

#include <QGuiApplication>

namespace snug::shell {

AwayWatcher::AwayWatcher(QObject* parent)
    : QObject(parent)
{
    timer_.setSingleShot(true);
    timer_.setInterval(kAwayAfter);
    connect(&timer_, &QTimer::timeout, this, [this] { setAway(true); });
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) { onActive(state == Qt::ApplicationActive); });
}

void AwayWatcher::onActive(bool active)
{
    if (active) {
        timer_.stop();
        setAway(false);
    } else {
        timer_.start();
    }
}

void AwayWatcher::setAway(bool away)
{
    if (std::exchange(away_, away) != away) {
        Q_EMIT awayChanged(away);
    }
}

}  // namespace snug::shell
