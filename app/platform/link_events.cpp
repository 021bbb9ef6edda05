// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/link_events.h"

#include <QFileOpenEvent>
#include <QUrl>

namespace snug::platform {

LinkEvents::LinkEvents(QCoreApplication& application)
{
    application.installEventFilter(this);
}

bool LinkEvents::eventFilter(QObject* receiver, QEvent* event)
{
    if (event->type() != QEvent::FileOpen) {
        return QObject::eventFilter(receiver, event);
    }
    const QUrl link = static_cast<QFileOpenEvent*>(event)->url();
    // A file that is dropped on the icon comes the same way, and means nothing here.
    if (link.scheme() == QLatin1StringView("snug")) {
        HandOver wish;
        wish.link = link.toString(QUrl::FullyEncoded);
        Q_EMIT wanted(wish);
    }
    return true;
}

}  // namespace snug::platform
