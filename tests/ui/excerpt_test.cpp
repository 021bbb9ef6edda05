// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>
#include <QTest>
#include <QTextLayout>
#include <random>

#include "ui/excerpt.h"
#include "ui/plain_text.h"
#include "ui/search_row.h"
#include "ui/theme.h"

using namespace snug::ui;

class ExcerptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme_.set(ThemeMode::Light, 1.0); }
    void shortTextsStayWhole();
    void longTextsAreCutAroundWhatWasFound();
    void excerptsFitAtRandom();
    void timesSayTheDay();

private:
    Theme theme_;
};

static int linesOf(const Excerpt& excerpt, const QFont& font, int width)
{
    QTextLayout layout(excerpt.text, font);
    layout.setTextOption(excerptWrapping(excerpt.text));
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
    }
    layout.endLayout();
    return layout.lineCount();
}

static QString wordOf(const Excerpt& excerpt, int span)
{
    return excerpt.text.mid(excerpt.found.at(span).start, excerpt.found.at(span).length);
}

void ExcerptTest::shortTextsStayWhole()
{
    const QFont font = theme_.font(TextRole::Body);
    const Excerpt excerpt = excerptOf(QStringLiteral("tea\nat five"), {{0, 3}, {7, 4}}, font, 200, 3);
    QCOMPARE(excerpt.text, QStringLiteral("tea at five"));
    QCOMPARE(excerpt.found, (TextSpans{{0, 3}, {7, 4}}));
    QVERIFY(excerptOf({}, {}, font, 200, 3).text.isEmpty());
}

void ExcerptTest::longTextsAreCutAroundWhatWasFound()
{
    const QFont font = theme_.font(TextRole::Body);
    const QString filler = QStringLiteral("some words that nobody looked for ").repeated(20);
    const auto around = [&](qsizetype at) {
        const QString text = QString(filler).insert(at, QStringLiteral("needle "));
        return excerptOf(text, {{static_cast<int>(at), 6}}, font, 200, 3);
    };
    const Excerpt early = around(5);
    QVERIFY(early.text.startsWith(QStringLiteral("some needle")));
    QVERIFY(early.text.endsWith(u'…'));
    QCOMPARE(wordOf(early, 0), QStringLiteral("needle"));
    QCOMPARE(linesOf(early, font, 200), 3);
    const Excerpt middle = around(335);
    QVERIFY(middle.text.startsWith(QStringLiteral("…")));
    QVERIFY(middle.text.endsWith(u'…'));
    QCOMPARE(wordOf(middle, 0), QStringLiteral("needle"));
    QCOMPARE(linesOf(middle, font, 200), 3);
    const Excerpt late = around(filler.size());
    QVERIFY(late.text.startsWith(QStringLiteral("…")));
    QVERIFY(late.text.endsWith(QStringLiteral("needle ")));
    QCOMPARE(wordOf(late, 0), QStringLiteral("needle"));
    // Words that are cut off are not set off.
    const Excerpt two = excerptOf(filler, {{5, 5}, {600, 5}}, font, 200, 3);
    QCOMPARE(two.found, (TextSpans{{5, 5}}));
}

void ExcerptTest::excerptsFitAtRandom()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const auto between = [&random](int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random);
    };
    const QFont font = theme_.font(TextRole::Body);
    const QStringList bricks = {QStringLiteral("a"),       QStringLiteral("tea "), QStringLiteral("W"),
                                QStringLiteral(" "),       QStringLiteral("\n"),   QStringLiteral("👍"),
                                QStringLiteral("e\u0301"), QStringLiteral("茶"),   QStringLiteral("مرحبا "),
                                QStringLiteral("longer "), QStringLiteral("…")};
    for (int round = 0; round < 300; ++round) {
        QString text;
        const int size = between(1, 500);
        while (text.size() < size) {
            text += bricks.at(between(0, static_cast<int>(bricks.size()) - 1));
        }
        const int at = static_cast<int>(text.size());
        text += QStringLiteral("needle ");
        for (int i = between(0, 200); i > 0; --i) {
            text += bricks.at(between(0, static_cast<int>(bricks.size()) - 1));
        }
        const int width = between(90, 400);
        const Excerpt excerpt = excerptOf(text, {{at, 6}}, font, width, 3);
        QVERIFY2(linesOf(excerpt, font, width) <= 3, qPrintable(excerpt.text));
        QCOMPARE(excerpt.found.size(), 1);
        QCOMPARE(wordOf(excerpt, 0), QStringLiteral("needle"));
        QVERIFY(!excerpt.text.contains(u'\n'));
        QVERIFY(excerpt.text.isValidUtf16());
    }
}

void ExcerptTest::timesSayTheDay()
{
    const QDate today(2026, 3, 10);
    const auto said = [&](const QDate& day) { return searchTime(QDateTime(day, QTime(14, 5)), today); };
    QCOMPARE(said(today), timeOfDay(QTime(14, 5)));
    QCOMPARE(searchTime(QDateTime(today.addDays(-1), QTime(14, 5)), today, true),
             QStringLiteral("Yesterday"));
    QVERIFY(said(today.addDays(-1)).startsWith(QStringLiteral("Yesterday, ")));
    QVERIFY(
        said(QDate(2026, 1, 2)).startsWith(QLocale().toString(QDate(2026, 1, 2), QStringLiteral("d MMM"))));
    QVERIFY(said(QDate(2026, 1, 2)).contains(QStringLiteral("05")));
    QVERIFY(said(QDate(2025, 12, 31)).endsWith(QStringLiteral("2025")));
    QCOMPARE(searchTime({}, today), QString());
}

QTEST_MAIN(ExcerptTest)
#include "excerpt_test.moc"
