// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "ui/icons.h"
#include "ui/style_sheet.h"
#include "ui/theme.h"

using namespace snug::ui;

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrast_data();
    void contrast();
    void peopleAreReadable();
    void changesAtRunTime();
    void scalesWithTheFont();
    void sheetIsComplete();
    void everyIconDraws();
};

void ThemeTest::contrast_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ThemeTest::contrast()
{
    QFETCH(const bool, dark);
    const auto ratio = [dark](Colour a, Colour b) {
        return contrastRatio(colourOf(a, dark), colourOf(b, dark));
    };
    const auto check = [&](Colour ink, Colour paper, double least) {
        const double got = ratio(ink, paper);
        QVERIFY2(got >= least, qPrintable(QStringLiteral("colours %1 on %2: %3")
                                              .arg(static_cast<int>(ink))
                                              .arg(static_cast<int>(paper))
                                              .arg(got)));
    };
    const Colour papers[] = {Colour::Window, Colour::Sidebar, Colour::Raised, Colour::Hover,
                             Colour::Selected};
    const Colour inks[] = {Colour::Text,   Colour::Muted,   Colour::Accent,
                           Colour::Danger, Colour::Warning, Colour::Success};
    for (const Colour paper : papers) {
        for (const Colour ink : inks) {
            check(ink, paper, 4.5);
        }
    }
    check(Colour::OnAccent, Colour::AccentFill, 4.5);
    check(Colour::OnAccent, Colour::AccentHover, 4.5);
    check(Colour::OnDanger, Colour::DangerFill, 4.5);
    check(Colour::Text, Colour::Selection, 4.5);
    for (const Colour paper : {Colour::Window, Colour::Raised, Colour::Sidebar}) {
        check(Colour::Outline, paper, 3.0);
    }
}

void ThemeTest::peopleAreReadable()
{
    for (const bool dark : {false, true}) {
        for (int slot = 0; slot < kAuthorColours; ++slot) {
            QVERIFY(contrastRatio(authorColour(slot, dark), colourOf(Colour::Window, dark)) >= 4.5);
            QVERIFY(contrastRatio(authorColour(slot, dark), colourOf(Colour::Hover, dark)) >= 4.5);
            QVERIFY(contrastRatio(authorColour(slot, dark), colourOf(Colour::Selected, dark)) >= 4.5);
            QVERIFY(contrastRatio(Qt::white, avatarColour(slot)) >= 4.5);
        }
    }
}

void ThemeTest::changesAtRunTime()
{
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    theme.set(ThemeMode::Light, 1.0);
    QCOMPARE(changed.count(), 1);
    QLabel label;
    Theme::setText(&label, TextRole::Body, Colour::Muted);
    label.show();
    QCOMPARE(label.palette().color(QPalette::WindowText), colourOf(Colour::Muted, false));
    theme.set(ThemeMode::Dark, 1.0);
    QCOMPARE(changed.count(), 2);
    QVERIFY(theme.isDark());
    QCOMPARE(label.palette().color(QPalette::WindowText), colourOf(Colour::Muted, true));
    QCOMPARE(QApplication::palette().color(QPalette::Window), colourOf(Colour::Window, true));
    theme.set(ThemeMode::Dark, 1.0);
    QCOMPARE(changed.count(), 2);
    // The platform of the tests is a light one, and stays known as such under our own palette.
    theme.set(ThemeMode::System, 1.0);
    QVERIFY(!theme.isDark());
    theme.set(ThemeMode::Dark, 1.0);
    theme.systemChanged();
    QVERIFY(theme.isDark());
    theme.set(ThemeMode::System, 1.0);
    QVERIFY(!theme.isDark());
}

void ThemeTest::scalesWithTheFont()
{
    Theme theme;
    theme.set(ThemeMode::Light, 1.0);
    const int small = theme.px(100);
    const double points = theme.font(TextRole::Body).pointSizeF();
    theme.set(ThemeMode::Light, 1.5);
    QVERIFY(qAbs(theme.px(100) - small * 1.5) <= 4);
    QCOMPARE(theme.font(TextRole::Body).pointSizeF(), points * 1.5);
    theme.set(ThemeMode::Light, 99);
    QCOMPARE(theme.fontScale(), 2.0);
    theme.set(ThemeMode::Light, 1.0);
    QCOMPARE(theme.font(TextRole::Body).pointSizeF(), points);
}

void ThemeTest::sheetIsComplete()
{
    Theme theme;
    const QString sheet = styleSheetFor(theme);
    QVERIFY(!sheet.contains(u'@'));
    QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
}

void ThemeTest::everyIconDraws()
{
    Theme theme;
    const QStringList files = QDir(QStringLiteral(":/snug/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(files.size() > 20);
    for (const QString& file : files) {
        const QImage image =
            themedIcon(theme, file.chopped(4), Colour::Accent).pixmap(QSize(32, 32)).toImage();
        int painted = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                painted += qAlpha(image.pixel(x, y)) > 100 ? 1 : 0;
            }
        }
        QVERIFY2(painted > 8, qPrintable(file));
    }
    QVERIFY(!applicationIcon().pixmap(64, 64).isNull());
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
