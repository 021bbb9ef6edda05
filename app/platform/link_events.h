// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include "platform/hand_over.h"

namespace snug::platform {

// Invite links that the system hands to the program as events, where it does so: macOS, for one that is
// clicked while the program runs, and for the one that started it. GUI thread; the application outlives it.
// Made before the event loop runs, or the first link is lost.
class LinkEvents : public QObject {
    Q_OBJECT

public:
    explicit LinkEvents(QCoreApplication& application);

    bool eventFilter(QObject* receiver, QEvent* event) override;

Q_SIGNALS:
    // The link as it came; whoever opens it looks whether it is one.
    void wanted(const snug::platform::HandOver& wish);
};

}  // namespace snug::platform
