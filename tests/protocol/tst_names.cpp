// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "protocol/names.h"

using namespace snug::protocol;
using namespace Qt::StringLiterals;

class TestNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roomsHaveOneForm_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("wanted");  // empty: bad_name
        QTest::newRow("plain") << u"lobby"_s << u"lobby"_s;
        QTest::newRow("case and spaces") << u"  Café \t Lobby "_s << u"café-lobby"_s;
        QTest::newRow("decomposed") << u"cafe\u0301"_s << u"caf\u00e9"_s;
        QTest::newRow("sharp s") << u"Straße"_s << u"straße"_s;
        QTest::newRow("other scripts") << u"ロビー_1.2-х"_s << u"ロビー_1.2-х"_s;
        QTest::newRow("empty") << u" "_s << QString();
        QTest::newRow("slash") << u"a/b"_s << QString();
        QTest::newRow("bidi override") << u"a\u202eb"_s << QString();
        QTest::newRow("zero width") << u"a\u200bb"_s << QString();
        QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << QString();
        QTest::newRow("control") << u"a\u0007"_s << QString();
    }

    void roomsHaveOneForm()
    {
        QFETCH(QString, given);
        QFETCH(QString, wanted);
        const auto name = canonicalRoom(given, Limits{});
        QCOMPARE(name.ok(), !wanted.isEmpty());
        if (!name) {
            QCOMPARE(name.error().code, ErrorCode::BadName);
            return;
        }
        QCOMPARE(*name, wanted);
        const auto again = canonicalRoom(*name, Limits{});
        QVERIFY(again.ok());
        QCOMPARE(*again, wanted);
    }

    void lengthsCountCodePoints()
    {
        Limits limits;
        limits.roomCharacters = 3;
        limits.nickCharacters = 2;
        QCOMPARE(characterCount(u"🦊a"), 2);
        QVERIFY(canonicalRoom(u"𝒶𝒷𝒸"_s, limits).ok());
        QCOMPARE(canonicalRoom(u"abcd"_s, limits).error().code, ErrorCode::TooLong);
        QVERIFY(canonicalNick(u"🦊🦊"_s, limits).ok());
        QCOMPARE(canonicalNick(u"abc"_s, limits).error().code, ErrorCode::TooLong);
    }

    void nicks_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("plain") << u" Ada  Lovelace "_s << u"Ada Lovelace"_s;
        QTest::newRow("markup stays text") << u"<b>ada</b>"_s << u"<b>ada</b>"_s;
        QTest::newRow("emoji") << u"🦊"_s << u"🦊"_s;
        QTest::newRow("empty") << u"\u00a0"_s << QString();
        QTest::newRow("only punctuation") << u"..."_s << QString();
        QTest::newRow("bidi override") << u"ada\u202e"_s << QString();
        QTest::newRow("zero width joiner alone") << u"\u200d"_s << QString();
        QTest::newRow("line separator") << u"a\u2028b"_s << u"a b"_s;
        QTest::newRow("private use") << u"\ue000"_s << QString();
        QTest::newRow("lone surrogate") << QString(QChar(0xdc00)) << QString();
    }

    void nicks()
    {
        QFETCH(QString, given);
        QFETCH(QString, wanted);
        const auto nick = canonicalNick(given, Limits{});
        QCOMPARE(nick.ok() ? *nick : QString(), wanted);
    }

    void alikeNicksShareAKey()
    {
        QCOMPARE(nickKey(u"Ada L"_s), nickKey(u"ADAL"_s));
        QCOMPARE(nickKey(u"ａｄａ"_s), nickKey(u"ada"_s));
        QVERIFY(nickKey(u"ada"_s) != nickKey(u"bob"_s));
    }

    void textKeepsWhatPeopleWrite()
    {
        QCOMPARE(*canonicalText(u" a\r\n\tb\u0000\u001b[1m "_s, 100, false), u"a\n\tb[1m"_s);
        QCOMPARE(*canonicalText(QString(QChar(0xd83e)) + u"x"_s, 100, false), u"\ufffdx"_s);
        QCOMPARE(*canonicalText(u"  "_s, 100, true), QString());
        QCOMPARE(canonicalText(u" \n "_s, 100, false).error().code, ErrorCode::Empty);
        QVERIFY(canonicalText(QString(100, u'x') + u"   "_s, 100, false).ok());
        QCOMPARE(canonicalText(QString(101, u'x'), 100, false).error().code, ErrorCode::TooLong);
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
