// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/connection_bar.h"
#include "ui/main_window.h"
#include "ui/theme.h"

using namespace snug::ui;

// The ways from the main window to the administration.
class AdminEntryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void administrationIsForAdministrators();
};

void AdminEntryTest::administrationIsForAdministrators()
{
    Theme theme;
    theme.set(ThemeMode::Light, 1.0);
    MainWindow window(theme);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QSignalSpy administration(&window, &MainWindow::administrationWanted);
    QSignalSpy claim(&window, &MainWindow::claimWanted);
    const auto action = [&window](const QString& text) {
        for (QAction* found : window.actions()) {
            if (found->text() == text) {
                return found;
            }
        }
        return static_cast<QAction*>(nullptr);
    };
    QAction* administer = action(QStringLiteral("Ad&minister…"));
    QAction* become = action(QStringLiteral("C&laim this server…"));
    QVERIFY(!administer->isVisible());
    QVERIFY(!become->isVisible());
    window.showChat();
    QVERIFY(!administer->isVisible());
    QVERIFY(become->isVisible());
    become->trigger();
    QCOMPARE(claim.count(), 1);
    window.activateWindow();
    QTest::keyClick(&window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(administration.count(), 0);
    window.setMayAdminister(true);
    QVERIFY(!become->isVisible());
    QTest::keyClick(&window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(administration.count(), 1);
    for (QToolButton* button : window.connectionBar()->findChildren<QToolButton*>()) {
        if (button->accessibleName() == QStringLiteral("Administer the server")) {
            QVERIFY(button->isVisible());
            button->click();
        }
    }
    QCOMPARE(administration.count(), 2);
    window.showStart();
    QVERIFY(!administer->isVisible());
}

QTEST_MAIN(AdminEntryTest)
#include "admin_entry_test.moc"
