// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "client/version.h"

using namespace snug::client;
using namespace Qt::StringLiterals;

class VersionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The example of semver.org, item 11, and numbers that no machine holds.
    void areInOrder()
    {
        const QStringList rising{
            u"0.0.9"_s,      u"0.1.0-alpha"_s,  u"0.1.0-alpha.1"_s, u"0.1.0-alpha.beta"_s,
            u"0.1.0-beta"_s, u"0.1.0-beta.2"_s, u"0.1.0-beta.11"_s, u"0.1.0-beta.99999999999999999999"_s,
            u"0.1.0-rc.1"_s, u"0.1.0"_s,        u"0.1.1"_s,         u"0.9.0"_s,
            u"0.10.0"_s,     u"1.0.0"_s,        u"10.0.0"_s,        u"999999999.0.0"_s};
        for (int a = 0; a < rising.size(); ++a) {
            for (int b = 0; b < rising.size(); ++b) {
                const auto one = Version::parse(rising.at(a));
                const auto other = Version::parse(rising.at(b));
                QVERIFY2(one && other, qPrintable(rising.at(a) + u' ' + rising.at(b)));
                QVERIFY2((*one <=> *other) == (a <=> b), qPrintable(rising.at(a) + u' ' + rising.at(b)));
            }
            QCOMPARE(Version::parse(rising.at(a))->text(), rising.at(a));
        }
    }

    void theBuildDoesNotCount()
    {
        QVERIFY(Version::parse(u"1.2.3+debian.1"_s) == Version::parse(u"1.2.3"_s));
        QCOMPARE(Version::parse(u"1.2.3-rc.1+5"_s)->text(), u"1.2.3-rc.1"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+",
              " 1.2.3", "1.2.3\n", "-1.2.3", "1.2.3-ä", "1000000000.0.0", "٣.١.٤"}) {
            QTest::newRow(text) << QString::fromUtf8(text);
        }
        QTest::newRow("long") << u"1.2.3-"_s + QString(100, u'a');
    }
    void refuses()
    {
        QFETCH(const QString, text);
        QVERIFY(!Version::parse(text));
    }
};

QTEST_GUILESS_MAIN(VersionTest)
#include "tst_version.moc"
