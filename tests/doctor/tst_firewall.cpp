// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "doctor/firewall.h"

using namespace snug::doctor;
using namespace Qt::StringLiterals;
using Verdict = Finding::Verdict;

namespace {

constexpr quint16 kPort = 4777;

const QString kUfw =
    u"Status: active\n\nTo                         Action      From\n"
    "--                         ------      ----\n"_s;
const QString kZone = u"public (active)\n  target: %1\n  interfaces: eth0\n  services: ssh\n  ports: %2\n"_s;

// A ruleset as nft prints it, with one chain for what comes in, of this policy and with these rules.
QByteArray ruleset(const char* policy, const char* rules)
{
    return QByteArray(
               R"({"nftables":[{"metainfo":{"version":"1.0.6"}},{"table":{"family":"inet","name":"filter"}},)") +
           R"({"chain":{"family":"inet","table":"filter","name":"input","hook":"input","prio":0,"policy":")" +
           policy + "\"}}" + rules + "]}";
}

QByteArray rule(const char* port, const char* verdict)
{
    return QByteArray(
               R"(,{"rule":{"family":"inet","table":"filter","chain":"input","expr":[{"match":{"op":"==",)") +
           R"("left":{"payload":{"protocol":"tcp","field":"dport"}},"right":)" + port + "}},{\"" + verdict +
           "\":null}]}}";
}

}  // namespace

class TestFirewall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ufwIsUnderstood_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("open");
        QTest::newRow("no rule") << kUfw << false;
        QTest::newRow("the port") << kUfw + u"4777/tcp                   ALLOW       Anywhere\n"_s << true;
        QTest::newRow("any protocol")
            << kUfw + u"4777                       ALLOW       Anywhere\n"_s << true;
        QTest::newRow("by IPv6") << kUfw + u"4777/tcp (v6)              ALLOW       Anywhere (v6)\n"_s
                                 << true;
        QTest::newRow("a range") << kUfw + u"4000:5000/tcp              ALLOW       Anywhere\n"_s << true;
        QTest::newRow("denied") << kUfw + u"4777/tcp                   DENY        Anywhere\n"_s << false;
        QTest::newRow("another") << kUfw + u"47770/tcp                  ALLOW       Anywhere\n"_s << false;
        QTest::newRow("other protocol")
            << kUfw + u"4777/udp                   ALLOW       Anywhere\n"_s << false;
    }

    void ufwIsUnderstood()
    {
        QFETCH(QString, status);
        QFETCH(bool, open);
        const auto finding = judgeUfw(status, kPort);
        QVERIFY(finding);
        QCOMPARE(finding->verdict, open ? Verdict::Good : Verdict::Bad);
        QCOMPARE(finding->advice, open ? QString() : u"As root: ufw allow 4777/tcp"_s);
        QVERIFY(!judgeUfw(u"Status: inactive\n"_s, kPort));
    }

    void firewalldIsUnderstood_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<bool>("open");
        QTest::newRow("no port") << kZone.arg(u"default"_s, QString()) << false;
        QTest::newRow("the port") << kZone.arg(u"default"_s, u"80/tcp 4777/tcp"_s) << true;
        QTest::newRow("a range") << kZone.arg(u"default"_s, u"4000-5000/tcp"_s) << true;
        QTest::newRow("other protocol") << kZone.arg(u"default"_s, u"4777/udp"_s) << false;
        QTest::newRow("all are let in") << kZone.arg(u"ACCEPT"_s, QString()) << true;
    }

    void firewalldIsUnderstood()
    {
        QFETCH(QString, zone);
        QFETCH(bool, open);
        const auto finding = judgeFirewalld(u"running\n"_s, zone, kPort);
        QVERIFY(finding);
        QCOMPARE(finding->verdict, open ? Verdict::Good : Verdict::Bad);
        QCOMPARE(finding->advice.contains(u"--add-port=4777/tcp"_s), !open);
        QVERIFY(!judgeFirewalld(u"not running\n"_s, zone, kPort));
    }

    void nftablesIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<bool>("open");
        QTest::newRow("no rule") << QByteArray() << false;
        QTest::newRow("the port") << rule("4777", "accept") << true;
        QTest::newRow("another") << rule("22", "accept") << false;
        QTest::newRow("dropped") << rule("4777", "drop") << false;
        QTest::newRow("a range") << rule(R"({"range":[4000,5000]})", "accept") << true;
        QTest::newRow("a set") << rule(R"({"set":[22,{"range":[4777,4780]}]})", "accept") << true;
    }

    void nftablesIsUnderstood()
    {
        QFETCH(QByteArray, rules);
        QFETCH(bool, open);
        const auto finding = judgeNftables(ruleset("drop", rules.constData()), kPort);
        QVERIFY(finding);
        QCOMPARE(finding->verdict, open ? Verdict::Good : Verdict::Bad);
        QCOMPARE(finding->advice,
                 open ? QString() : u"As root: nft add rule inet filter input tcp dport 4777 accept"_s);
        QVERIFY(!judgeNftables(ruleset("accept", rules.constData()), kPort));  // lets everybody in
        QVERIFY(!judgeNftables("{}", kPort));
        QVERIFY(!judgeNftables("no JSON", kPort));
    }
};

QTEST_GUILESS_MAIN(TestFirewall)
#include "tst_firewall.moc"
