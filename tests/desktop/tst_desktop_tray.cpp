// SPDX-License-Identifier: GPL-3.0-or-later
// A desktop without a tray, as the offscreen platform is: the program never goes on where nobody can see it.
// With a real tray, tests/packaging looks.
#include <QCheckBox>
#include <QFile>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>

#include "desktop/desktop_rig.h"
#include "ui/settings_dialog.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;

namespace {

void keepInTray(DesktopRig& rig)
{
    ui::Preferences preferences;
    preferences.nick = rig.nick();
    preferences.keepInTray = true;
    rig.program().apply(preferences);
}

}  // namespace

class TestDesktopTray : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(!QSystemTrayIcon::isSystemTrayAvailable()); }

    void closingEndsTheProgram()
    {
        DesktopRig ada(u"ada"_s);
        QTest::qWait(500);  // the icon comes after the window, and finds no tray
        QSignalSpy quit(&ada.program(), &shell::Desktop::quitWanted);
        ada.program().window().close();
        QCOMPARE(quit.count(), 1);
    }

    void closingEndsItAlsoWhereATrayIsWished()
    {
        DesktopRig ada(u"ada"_s);
        keepInTray(ada);
        QVERIFY(ada.host());
        QSignalSpy quit(&ada.program(), &shell::Desktop::quitWanted);
        ada.program().window().close();
        QCOMPARE(quit.count(), 1);
    }

    void aHiddenStartIsSeen()
    {
        QTemporaryDir folder;
        const shell::Folders folders = shell::Folders::of(folder.path());
        shell::Desktop program(folders, test::testHost(folders.serverFolder));
        shell::CommandLine line;
        line.hidden = true;
        program.begin(line);
        QVERIFY(program.window().isVisible());
    }

    void aLaterStartBringsTheWindowBack()
    {
        DesktopRig ada(u"ada"_s);
        ada.program().window().showMinimized();
        platform::HandOver wish;
        wish.hidden = true;
        ada.program().open(wish);  // as at the session's start, while it runs already
        QVERIFY(ada.program().window().isMinimized());
        ada.program().open({});
        QVERIFY(!ada.program().window().isMinimized());
        QVERIFY(ada.program().window().isVisible());
    }

    void startingWithTheSessionIsAFile()
    {
        QTemporaryDir folder;
        shell::Folders folders = shell::Folders::of(folder.path());
        QVERIFY(folders.autostartFile.isEmpty());  // not of a profile apart
        folders.autostartFile = folder.filePath(u"autostart/a.desktop"_s);
        shell::Desktop program(folders, test::testHost(folders.serverFolder));
        program.begin({});
        setAutostart(program, true);
        QVERIFY(QFile::exists(folders.autostartFile));
        setAutostart(program, false);
        QVERIFY(!QFile::exists(folders.autostartFile));
    }

private:
    // In the settings, as a person does.
    static void setAutostart(shell::Desktop& program, bool on)
    {
        program.showSettings();
        auto* const dialog = program.window().findChild<ui::SettingsDialog*>();
        for (QCheckBox* const check : dialog->findChildren<QCheckBox*>()) {
            if (check->accessibleName().startsWith(u"Start with the session"_s)) {
                QVERIFY(check->isVisible());
                QVERIFY(check->isChecked() != on);
                check->click();
            }
        }
        ui::Preferences preferences = dialog->preferences();
        preferences.nick = u"ada"_s;
        dialog->reject();
        delete dialog;
        program.apply(preferences);
    }
};

QTEST_MAIN(TestDesktopTray)
#include "tst_desktop_tray.moc"
