// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileOpenEvent>
#include <QSignalSpy>
#include <QTest>

#include "platform/link_events.h"

using namespace snug::platform;
using namespace Qt::StringLiterals;

// What macOS sends, sent by hand.
class LinkEventsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linksAreHandedOn()
    {
        LinkEvents events(*QCoreApplication::instance());
        const QSignalSpy wanted(&events, &LinkEvents::wanted);
        send(QUrl(u"snug://host:4777/a%20room"_s));
        QCOMPARE(wanted.size(), 1);
        HandOver wish;
        wish.link = u"snug://host:4777/a%20room"_s;
        QCOMPARE(wanted.constFirst().constFirst().value<HandOver>(), wish);
    }

    void filesAndOtherLinksAreNot()
    {
        LinkEvents events(*QCoreApplication::instance());
        const QSignalSpy wanted(&events, &LinkEvents::wanted);
        send(QUrl::fromLocalFile(u"/etc/passwd"_s));
        send(QUrl(u"https://host/"_s));
        QCOMPARE(wanted.size(), 0);
    }

private:
    static void send(const QUrl& url)
    {
        QFileOpenEvent event(url);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &event);
    }
};

QTEST_GUILESS_MAIN(LinkEventsTest)
#include "tst_link_events.moc"
