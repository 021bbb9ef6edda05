// SPDX-License-Identifier: GPL-3.0-or-later
// News of Snug itself: what an upgrade brought, and that a server runs a newer version.
#include <QLabel>
#include <QTest>
#include <QToolButton>

#include "client/chat_server.h"
#include "desktop/desktop_rig.h"
#include "shell/changelog.h"
#include "ui/notice_bar.h"
#include "ui/whats_new_dialog.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::DesktopRig;

namespace {

QVector<ui::WhatsNewDialog*> dialogs(DesktopRig& rig)
{
    return rig.program().window().findChildren<ui::WhatsNewDialog*>();
}

shell::Settings settingsOf(const DesktopRig& rig)
{
    return shell::Settings(shell::Folders::of(rig.folder()).settingsFile);
}

void tellNewer(DesktopRig& rig, bool on)
{
    ui::Preferences preferences;
    preferences.nick = rig.nick();
    preferences.tellNewer = on;
    rig.program().apply(preferences);
}

QStringList textsOf(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* const label : widget.findChildren<QLabel*>()) {
        texts.append(label->text());
    }
    return texts;
}

}  // namespace

class TestDesktopNews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changelogsAreRead()
    {
        const QVector<shell::Release> releases = shell::readChangelog(
            u"# Changelog\n\n- not of a release\n\n## 0.2.0-rc.1 (2026-12-01)\n\n- `snugd` is <b>new</b>,\n  "
            u"and goes on\n"
            "- Second\n\n## Not a version\n\n- left out\n\n## 0.1.0 (not released)\n\n- First\n"_s);
        QCOMPARE(releases.size(), 2);
        QCOMPARE(releases.at(0).notes.title, u"0.2.0-rc.1 (2026-12-01)"_s);
        QCOMPARE(releases.at(0).notes.points,
                 (QStringList{u"snugd is <b>new</b>, and goes on"_s, u"Second"_s}));
        QCOMPARE(releases.at(1).notes.points, QStringList{u"First"_s});
        const auto since = [&](const char* version) {
            return shell::notesSince(releases, client::Version::parse(QLatin1StringView(version))).size();
        };
        QCOMPARE(since("0.0.9"), 2);
        QCOMPARE(since("0.1.0"), 1);
        QCOMPARE(since("0.2.0-alpha"), 1);
        QCOMPARE(since("0.2.0"), 0);
        QCOMPARE(shell::notesSince(releases, std::nullopt).size(), 2);
        QVERIFY(shell::readChangelog({}).isEmpty());
    }

    void theProgramHasItsChangelog()
    {
        const QVector<shell::Release> own = shell::ownChangelog();
        QVERIFY(!own.isEmpty());
        QVERIFY(std::is_sorted(own.begin(), own.end(),
                               [](const auto& a, const auto& b) { return a.version > b.version; }));
        for (const shell::Release& release : own) {
            QVERIFY2(!release.notes.points.isEmpty(), qPrintable(release.notes.title));
        }
    }

    void theFirstStartShowsNothing()
    {
        DesktopRig ada(u"ada"_s);
        QVERIFY(dialogs(ada).isEmpty());
        QVERIFY(client::Version::parse(settingsOf(ada).lastVersion()).has_value());
    }

    void anUpgradeIsToldOnce()
    {
        DesktopRig ada(u"ada"_s);
        settingsOf(ada).setLastVersion(u"0.0.1"_s);
        ada.restart();
        QCOMPARE(dialogs(ada).size(), 1);
        QVERIFY(dialogs(ada).at(0)->isVisible());
        QVERIFY(!textsOf(*dialogs(ada).at(0)).filter(u"Host a room"_s).isEmpty());
        ada.restart();
        QVERIFY(dialogs(ada).isEmpty());
        settingsOf(ada).setLastVersion(u"99.0.0"_s);  // gone back to an older one
        ada.restart();
        QVERIFY(dialogs(ada).isEmpty());
    }

    void theMenuShowsAll()
    {
        DesktopRig ada(u"ada"_s);
        Q_EMIT ada.program().window().whatsNewWanted();
        QCOMPARE(dialogs(ada).size(), 1);
        const QStringList texts = textsOf(*dialogs(ada).at(0));
        for (const shell::Release& release : shell::ownChangelog()) {
            QVERIFY(texts.contains(release.notes.title));
        }
    }

    void aNewerServerIsToldToWhoAsks()
    {
        tests::ChatServer server;
        server.room(u"lobby"_s);
        server.version = u"99.0.0+local"_s;
        server.start();
        DesktopRig ada(u"ada"_s);
        ui::NoticeBar& news = *ada.program().window().news();
        QVERIFY(ada.join(server.port()));
        QVERIFY(!news.isVisible());  // nobody asked
        tellNewer(ada, true);
        QVERIFY(ada.join(server.port()));
        QVERIFY(news.isVisible());
        QVERIFY(!textsOf(news).filter(u"99.0.0;"_s).isEmpty());
        // Until it was dismissed, then never again for this version.
        QVERIFY(ada.join(server.port()));
        QVERIFY(news.isVisible());
        news.findChild<QToolButton*>()->click();
        QVERIFY(ada.join(server.port()));
        QVERIFY(!news.isVisible());
        ada.restart();
        QVERIFY(ada.join(server.port()));
        QVERIFY(!ada.program().window().news()->isVisible());
        server.version = u"99.0.1"_s;
        QVERIFY(ada.join(server.port()));
        QVERIFY(ada.program().window().news()->isVisible());
    }

    void whatIsNoNewerVersionIsNotTold_data()
    {
        QTest::addColumn<QString>("version");
        for (const char* version : {"0.0.1", "", "99", "<b>99.0.0</b>", "99.0.0\nupgrade now"}) {
            QTest::newRow(version) << QString::fromUtf8(version);
        }
    }
    void whatIsNoNewerVersionIsNotTold()
    {
        QFETCH(const QString, version);
        tests::ChatServer server;
        server.room(u"lobby"_s);
        server.version = version;
        server.start();
        DesktopRig ada(u"ada"_s);
        tellNewer(ada, true);
        QVERIFY(ada.join(server.port()));
        QVERIFY(!ada.program().window().news()->isVisible());
    }
};

QTEST_MAIN(TestDesktopNews)
#include "tst_desktop_news.moc"
