// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <memory>

#include "ui/composer.h"
#include "ui/theme.h"

using namespace snug::ui;

class ComposerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme_.set(ThemeMode::Light, 1.0); }
    void init();
    void enterSends();
    void shiftEnterBreaks();
    void controlEnterSendsWhenAsked();
    void emptyIsNotSent();
    void tooLongIsNotSent();
    void charactersAreCodePoints();
    void disabledKeepsTheText();
    void hintStaysOnOneLine();
    void pastesPlainText();
    void draftAndTyping();
    void setTextIsSilent();
    void growsAndStops();
    void givesKeysToTheTimeline();

private:
    Theme theme_;
    std::unique_ptr<Composer> composer_;
    QPlainTextEdit* edit_ = nullptr;
};

void ComposerTest::init()
{
    composer_ = std::make_unique<Composer>(theme_);
    composer_->resize(500, 100);
    composer_->show();
    edit_ = composer_->findChild<QPlainTextEdit*>();
    composer_->focusText();
}

void ComposerTest::enterSends()
{
    QSignalSpy sent(composer_.get(), &Composer::sendWanted);
    QTest::keyClicks(edit_, QStringLiteral("  hello  "));
    QTest::keyClick(edit_, Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("hello"));
    QVERIFY(composer_->text().isEmpty());
    QTest::keyClicks(edit_, QStringLiteral("again"));
    QTest::mouseClick(composer_->findChild<QToolButton*>(), Qt::LeftButton);
    QCOMPARE(sent.count(), 2);
}

void ComposerTest::shiftEnterBreaks()
{
    QSignalSpy sent(composer_.get(), &Composer::sendWanted);
    QTest::keyClicks(edit_, QStringLiteral("one"));
    QTest::keyClick(edit_, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit_, QStringLiteral("two"));
    QCOMPARE(sent.count(), 0);
    QTest::keyClick(edit_, Qt::Key_Enter);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("one\ntwo"));
}

void ComposerTest::controlEnterSendsWhenAsked()
{
    composer_->setEnterSends(false);
    QSignalSpy sent(composer_.get(), &Composer::sendWanted);
    QTest::keyClicks(edit_, QStringLiteral("one"));
    QTest::keyClick(edit_, Qt::Key_Return);
    QCOMPARE(sent.count(), 0);
    QCOMPARE(composer_->text(), QStringLiteral("one\n"));
    QTest::keyClick(edit_, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.count(), 1);
}

void ComposerTest::emptyIsNotSent()
{
    QSignalSpy sent(composer_.get(), &Composer::sendWanted);
    QTest::keyClick(edit_, Qt::Key_Return);
    QTest::keyClicks(edit_, QStringLiteral("   "));
    QTest::keyClick(edit_, Qt::Key_Return);
    QCOMPARE(sent.count(), 0);
}

void ComposerTest::tooLongIsNotSent()
{
    composer_->setMaxCharacters(10);
    QSignalSpy sent(composer_.get(), &Composer::sendWanted);
    QLabel* counter = composer_->findChild<QLabel*>();
    QVERIFY(counter->isHidden());
    QTest::keyClicks(edit_, QStringLiteral("12345678"));
    QVERIFY(!counter->isHidden());
    QCOMPARE(counter->text(), QStringLiteral("2"));
    QTest::keyClicks(edit_, QStringLiteral("901"));
    QCOMPARE(counter->text(), QStringLiteral("-1"));
    QTest::keyClick(edit_, Qt::Key_Return);
    QCOMPARE(sent.count(), 0);
    QCOMPARE(composer_->text(), QStringLiteral("12345678901"));
}

void ComposerTest::charactersAreCodePoints()
{
    composer_->setMaxCharacters(3);
    QSignalSpy sent(composer_.get(), &Composer::sendWanted);
    composer_->setText(QStringLiteral("🎉🎉🎉"));
    QTest::keyClick(edit_, Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
}

void ComposerTest::disabledKeepsTheText()
{
    QTest::keyClicks(edit_, QStringLiteral("later"));
    composer_->setDisabledReason(QStringLiteral("This room is closed."));
    QVERIFY(!edit_->isEnabled());
    QCOMPARE(edit_->placeholderText(), QStringLiteral("This room is closed."));
    composer_->setDisabledReason({});
    composer_->setRoom(QStringLiteral("lobby"));
    QCOMPARE(composer_->text(), QStringLiteral("later"));
    QVERIFY(edit_->placeholderText().contains(QStringLiteral("lobby")));
}

void ComposerTest::hintStaysOnOneLine()
{
    const QString name = QStringLiteral("donaudampfschifffahrtselektrizitätenhauptbetrieb");
    composer_->setRoom(name);
    for (const int width : {600, 200, 600}) {
        composer_->resize(width, composer_->height());
        QTRY_VERIFY(edit_->fontMetrics().horizontalAdvance(edit_->placeholderText()) <=
                    edit_->viewport()->width());
        QCOMPARE(edit_->placeholderText().endsWith(name), width == 600);
        QVERIFY(edit_->accessibleDescription().endsWith(name));
    }
}

void ComposerTest::pastesPlainText()
{
    auto* data = new QMimeData;
    data->setHtml(QStringLiteral("<b>bold</b>"));
    data->setText(QStringLiteral("<b>plain</b>"));
    QGuiApplication::clipboard()->setMimeData(data);
    edit_->paste();
    QCOMPARE(composer_->text(), QStringLiteral("<b>plain</b>"));
}

void ComposerTest::draftAndTyping()
{
    QSignalSpy draft(composer_.get(), &Composer::draftChanged);
    QSignalSpy typing(composer_.get(), &Composer::typingChanged);
    QTest::keyClicks(edit_, QStringLiteral("abc"));
    QCOMPARE(typing.count(), 1);
    QVERIFY(typing.at(0).at(0).toBool());
    QTRY_COMPARE(draft.count(), 1);
    QCOMPARE(draft.at(0).at(0).toString(), QStringLiteral("abc"));
    QTest::keyClick(edit_, Qt::Key_Return);
    QCOMPARE(typing.count(), 2);
    QVERIFY(!typing.at(1).at(0).toBool());
    QCOMPARE(draft.last().at(0).toString(), QString());
}

void ComposerTest::setTextIsSilent()
{
    QSignalSpy draft(composer_.get(), &Composer::draftChanged);
    QSignalSpy typing(composer_.get(), &Composer::typingChanged);
    composer_->setText(QStringLiteral("from before"));
    QTest::qWait(600);
    QCOMPARE(draft.count(), 0);
    QCOMPARE(typing.count(), 0);
    QCOMPARE(composer_->text(), QStringLiteral("from before"));
}

void ComposerTest::growsAndStops()
{
    const int one = edit_->height();
    composer_->setText(QStringLiteral("1\n2\n3"));
    const int three = edit_->height();
    QVERIFY(three > 2 * one);
    composer_->setText(QString(60, u'\n'));
    const int most = edit_->height();
    QVERIFY(most > three);
    QVERIFY(most < 10 * one);
    composer_->setText({});
    QCOMPARE(edit_->height(), one);
}

void ComposerTest::givesKeysToTheTimeline()
{
    QSignalSpy keys(composer_.get(), &Composer::timelineKeyPressed);
    QTest::keyClick(edit_, Qt::Key_Up);
    QTest::keyClick(edit_, Qt::Key_PageUp);
    QCOMPARE(keys.count(), 2);
    QTest::keyClicks(edit_, QStringLiteral("x"));
    QTest::keyClick(edit_, Qt::Key_Up);
    QCOMPARE(keys.count(), 2);
}

QTEST_MAIN(ComposerTest)
#include "composer_test.moc"
