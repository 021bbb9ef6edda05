// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "ui/avatar.h"
#include "ui/connection_bar.h"
#include "ui/figures.h"
#include "ui/links.h"
#include "ui/plain_text.h"
#include "ui/timeline_row.h"

using namespace snug::ui;

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsLinks_data();
    void findsLinks();
    void boundsLinks();
    void initials();
    void toolTipsAreNeverMarkup();
    void days();
    void rates();
    void summaries();
};

void TextTest::findsLinks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char* text, const QStringList& found) {
        QTest::newRow(text) << QString::fromUtf8(text) << found;
    };
    row("see https://example.org/a?b=c#d now", {QStringLiteral("https://example.org/a?b=c#d")});
    row("(see http://example.org/a_(b)).", {QStringLiteral("http://example.org/a_(b)")});
    row("HTTPS://EXAMPLE.ORG!", {QStringLiteral("HTTPS://EXAMPLE.ORG")});
    row("a http://one.example, and http://two.example.",
        {QStringLiteral("http://one.example"), QStringLiteral("http://two.example")});
    row("<https://example.org/>", {QStringLiteral("https://example.org/")});
    row("javascript:alert(1) file:///etc/passwd ftp://x.example data:text/html,x", {});
    row("https:// http:///nothing xhttp://glued.example", {});
    row("https://exämple.org/ü", {QStringLiteral("https://exämple.org/ü")});
    row("come to SNUG://192.168.1.20:4777/caf%C3%A9?tls, or snug://[::1]",
        {QStringLiteral("SNUG://192.168.1.20:4777/caf%C3%A9?tls"), QStringLiteral("snug://[::1]")});
    row("snug: snug:/x snug:///lobby xsnug://glued", {});
    row("no link", {});
}

void TextTest::findsLinks()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, found);
    QStringList got;
    for (const Link& link : findLinks(text)) {
        got << text.mid(link.start, link.length);
        QVERIFY(link.url.scheme() == u"http" || link.url.scheme() == u"https" ||
                link.url.scheme() == u"snug");
    }
    QCOMPARE(got, found);
}

void TextTest::boundsLinks()
{
    QString many;
    for (int i = 0; i < 200; ++i) {
        many += QStringLiteral("http://example.org ");
    }
    QCOMPARE(findLinks(many).size(), 50);
    QVERIFY(findLinks(QStringLiteral("http://") + QString(100'000, u'a')).size() <= 1);
}

void TextTest::initials()
{
    QCOMPARE(initialsOf(QStringLiteral("ada lovelace")), QStringLiteral("AL"));
    QCOMPARE(initialsOf(QStringLiteral("ada")), QStringLiteral("A"));
    QCOMPARE(initialsOf(QStringLiteral("🎉 party")), QStringLiteral("🎉P"));
    QCOMPARE(initialsOf(QString()), QStringLiteral("?"));
}

void TextTest::toolTipsAreNeverMarkup()
{
    const QString tip = plainToolTip(QStringLiteral("<img src=\"/dev/zero\"><b>x</b>\ny"));
    QVERIFY(!tip.contains(QStringLiteral("<img")));
    QVERIFY(!tip.contains(QStringLiteral("<b>")));
    QVERIFY(tip.contains(QStringLiteral("&lt;img")));
    QVERIFY(plainToolTip(QString(5000, u'x')).size() < 600);
    QCOMPARE(plainToolTip({}), QString());
}

void TextTest::days()
{
    const QDate today(2026, 11, 23);
    QCOMPARE(dayText(today, today), QStringLiteral("Today"));
    QCOMPARE(dayText(today.addDays(-1), today), QStringLiteral("Yesterday"));
    QVERIFY(!dayText(today.addDays(-10), today).contains(QStringLiteral("2026")));
    QVERIFY(dayText(today.addDays(-400), today).contains(QStringLiteral("2025")));
}

void TextTest::rates()
{
    QCOMPARE(bytesPerSecondText(0), QStringLiteral("0 B/s"));
    QCOMPARE(bytesPerSecondText(999), QStringLiteral("999 B/s"));
    QCOMPARE(bytesPerSecondText(1834), QStringLiteral("1.8 kB/s"));
    QCOMPARE(bytesPerSecondText(250'000), QStringLiteral("250 kB/s"));
    QCOMPARE(rateText(0), QStringLiteral("0"));
    QCOMPARE(rateText(1.44), QStringLiteral("1.4"));
    QCOMPARE(rateText(140.2), QStringLiteral("140"));
}

void TextTest::summaries()
{
    QVERIFY(!summarise({}));
    QCOMPARE(summarise({7}).value(), (Summary{7, 7, 7}));
    std::vector<double> hundred;
    for (int i = 100; i >= 1; --i) {
        hundred.push_back(i);
    }
    QCOMPARE(summarise(hundred).value(), (Summary{1, 50, 95}));
}

QTEST_MAIN(TextTest)
#include "text_test.moc"
