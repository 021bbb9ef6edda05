// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs, each without a window around it, and the icon in the tray.
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <memory>

#include "ui/new_room_dialog.h"
#include "ui/settings_dialog.h"
#include "ui/theme.h"
#include "ui/tray_icon.h"
#include "ui/whats_new_dialog.h"

using namespace snug::ui;

namespace {

// The widget of this kind that a screen reader calls so.
template <class Widget>
Widget* named(const QWidget& dialog, const QString& name)
{
    for (Widget* const widget : dialog.findChildren<Widget*>()) {
        if (widget->accessibleName() == name) {
            return widget;
        }
    }
    return nullptr;
}

}  // namespace

class DialogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        theme_ = std::make_unique<Theme>();
        theme_->set(ThemeMode::Light, 1.0);
    }
    void cleanupTestCase() { theme_.reset(); }

    void aRoomIsMade()
    {
        NewRoomDialog dialog(*theme_, 48, 250);
        dialog.show();
        QSignalSpy create(&dialog, &NewRoomDialog::createWanted);
        const auto buttons = dialog.findChildren<QPushButton*>();
        const auto make = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) {
            return button->text() == QStringLiteral("&Create room");
        });
        QVERIFY(make != buttons.end() && !(*make)->isEnabled());
        QTest::keyClicks(named<QLineEdit>(dialog, QStringLiteral("Name")), QStringLiteral("lab"));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(create.count(), 1);
        QCOMPARE(create.at(0).at(0).toString(), QStringLiteral("lab"));
        QCOMPARE(create.at(0).at(2).toBool(), true);
        QVERIFY(!(*make)->isEnabled());
        dialog.showError(QStringLiteral("There is one already."));
        QVERIFY((*make)->isEnabled());
    }

    void settingsNeedAName()
    {
        SettingsDialog settings({QStringLiteral("ada"), ThemeMode::Dark, 1.25, false});
        QCOMPARE(settings.preferences(), (Preferences{QStringLiteral("ada"), ThemeMode::Dark, 1.25, false}));
        QSignalSpy saved(&settings, &SettingsDialog::saved);
        named<QLineEdit>(settings, QStringLiteral("Your name"))->clear();
        settings.accept();
        QCOMPARE(saved.count(), 0);
        named<QLineEdit>(settings, QStringLiteral("Your name"))->setText(QStringLiteral("bob"));
        settings.accept();
        QCOMPARE(saved.count(), 1);
    }

    void settingsComeBackAsTheyWere()
    {
        const Preferences all{QStringLiteral("ada"), ThemeMode::System, 1.0, true, false, true, true, true};
        QCOMPARE(SettingsDialog(all, {true}).preferences(), all);
        const Preferences none{
            QStringLiteral("ada"), ThemeMode::Light, 1.0, false, true, false, false, false};
        QCOMPARE(SettingsDialog(none, {true}).preferences(), none);
    }

    void settingsOfferWhatTheSystemCan()
    {
        const QString autostart = QStringLiteral("Start with the session, hidden in the tray");
        for (const bool offered : {true, false}) {
            SettingsDialog settings({QStringLiteral("ada")}, SettingsOffer{offered});
            settings.show();
            QCOMPARE(named<QCheckBox>(settings, autostart)->isVisible(), offered);
        }
        SettingsDialog settings({QStringLiteral("ada")});
        auto* const tray =
            named<QCheckBox>(settings, QStringLiteral("Show in the tray, where the desktop has one"));
        auto* const keep =
            named<QCheckBox>(settings, QStringLiteral("Keep running there when the window is closed"));
        QVERIFY(keep->isEnabled());
        tray->click();
        QVERIFY(!keep->isEnabled());  // where there is nothing to run in
    }

    void newsArePlainText()
    {
        const QString point = QStringLiteral("<b>not bold</b> &amp; ") + QString(300, u'W');
        WhatsNewDialog dialog(*theme_, {{QStringLiteral("0.2.0 (2026-12-01)"), {point}}});
        dialog.show();
        const auto labels = dialog.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [&](const QLabel* label) { return label->accessibleName() == point; }));
        for (const QLabel* const label : labels) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        QVERIFY(dialog.width() < theme_->px(700));
    }

    // Where there is no tray, as here, the icon says so to whoever would rely on it.
    void aTrayThatIsNotThereIsTold()
    {
        TrayIcon icon;
        icon.setUnread(3, true);
        HostStatus hosting;
        hosting.state = HostStatus::State::Running;
        icon.setHost(hosting);
        icon.setWanted(true);
        QVERIFY(!icon.isThere());
        QSignalSpy vanished(&icon, &TrayIcon::vanished);
        icon.setWatched(true);
        QCOMPARE(vanished.count(), 1);
    }

private:
    std::unique_ptr<Theme> theme_;
};

QTEST_MAIN(DialogsTest)
#include "dialogs_test.moc"
