// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "protocol/search_words.h"

using namespace snug::protocol;
using namespace Qt::StringLiterals;

class TestSearchWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsHaveTheirWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nothing") << QString() << QStringList();
        QTest::newRow("no word") << u" … — 👍 !\n"_s << QStringList();
        QTest::newRow("plain") << u"Tea, at 5?"_s << QStringList{u"tea"_s, u"at"_s, u"5"_s};
        QTest::newRow("each once") << u"no no NO"_s << QStringList{u"no"_s};
        QTest::newRow("case") << u"STRASSE Straße"_s << QStringList{u"strasse"_s};
        QTest::newRow("accents") << u"Café cafe\u0301 naïve"_s << QStringList{u"cafe"_s, u"naive"_s};
        QTest::newRow("forms") << u"ﬁne ＡＢＣ"_s << QStringList{u"fine"_s, u"abc"_s};
        QTest::newRow("joined by marks")
            << u"rock'n'roll a_b x-1"_s
            << QStringList{u"rock"_s, u"n"_s, u"roll"_s, u"a"_s, u"b"_s, u"x"_s, u"1"_s};
        QTest::newRow("Cyrillic") << u"Привет, МИР"_s << QStringList{u"привет"_s, u"мир"_s};
        QTest::newRow("Han") << u"你好ok"_s << QStringList{u"你"_s, u"好"_s, u"ok"_s};
        QTest::newRow("Thai vowels are not lost") << u"ที่"_s << QStringList{u"ท"_s, u"ี่"_s};
        QTest::newRow("Hindi keeps its vowels") << u"हिन्दी"_s << QStringList{u"हिन्दी"_s};
        QTest::newRow("astral") << u"\U00010400x"_s << QStringList{u"\U00010428x"_s};
        QTest::newRow("lone surrogate") << u"a"_s + QChar(0xd800) + u"b"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("quotes") << u"\"OR\" * NEAR("_s << QStringList{u"or"_s, u"near"_s};
        QTest::newRow("long") << QString(1'000, u'x') << QStringList{QString(kSearchWordCharacters, u'x')};
    }

    void textsHaveTheirWords()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        QCOMPARE(searchWords(text), words);
        QCOMPARE(searchWords(words.join(u' ')), words);  // the words of words are these words
    }

    void wordsAreFound_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<bool>("found");
        QTest::newRow("whole") << u"kettle"_s << true;
        QTest::newRow("any order, any case") << u"WATER kettle"_s << true;
        QTest::newRow("beginning") << u"ket"_s << true;
        QTest::newRow("too short for a beginning") << u"ke"_s << false;
        QTest::newRow("short and whole") << u"is"_s << true;
        QTest::newRow("inside") << u"ettle"_s << false;
        QTest::newRow("one is missing") << u"kettle milk"_s << false;
        QTest::newRow("accents do not matter") << u"Crème"_s << true;
    }

    void wordsAreFound()
    {
        QFETCH(QString, wanted);
        QFETCH(bool, found);
        const QString text = u"The kettle is full of water; creme later"_s;
        QCOMPARE(hasSearchWords(text, searchWords(wanted)), found);
    }

    void foundWordsHaveTheirPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("all of them") << u"Tea and tea, no teak"_s << u"tea"_s
                                     << QStringList{u"Tea"_s, u"tea"_s, u"teak"_s};
        QTest::newRow("none") << u"coffee"_s << u"tea"_s << QStringList();
        QTest::newRow("not inside") << u"steam in"_s << u"in tea"_s << QStringList{u"in"_s};
        QTest::newRow("accents") << u"un café, cafe\u0301s!"_s << u"cafe"_s
                                 << QStringList{u"café"_s, u"cafe\u0301s"_s};
        QTest::newRow("Han") << u"我喝茶ok"_s << u"茶 ok"_s << QStringList{u"茶"_s, u"ok"_s};
        QTest::newRow("astral") << u"👍 \U00010400x 👍"_s << u"\U00010428X"_s << QStringList{u"\U00010400x"_s};
        QTest::newRow("lone surrogate")
            << u"a"_s + QChar(0xd800) + u"bc"_s << u"bc"_s << QStringList{u"bc"_s};
        QTest::newRow("forms") << u"½ ﬁne"_s << u"fine 2"_s << QStringList{u"½"_s, u"ﬁne"_s};
    }

    void foundWordsHaveTheirPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, wanted);
        QFETCH(QStringList, found);
        QStringList words;
        for (const WordSpan& span : foundWords(text, searchWords(wanted))) {
            words.append(text.mid(span.start, span.length));
        }
        QCOMPARE(words, found);
    }
};

QTEST_GUILESS_MAIN(TestSearchWords)
#include "tst_search_words.moc"
