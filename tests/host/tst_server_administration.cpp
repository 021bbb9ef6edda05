// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <future>

#include "host/audit_log.h"
#include "host/claim_code.h"
#include "host/clerk.h"
#include "host/owner.h"
#include "host/settings_file.h"

using namespace snug;
using namespace snug::protocol;
using namespace snug::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

AdminCommand watchOf(const std::function<void(admin::Watch&)>& set)
{
    admin::Watch watch;
    set(watch);
    return watch;
}

}  // namespace

// Administration through the whole of a real snugd: wire, hub, clerk, network.
class TestServerAdministration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCodeThatIsPrintedMakesTheOwnerOnceAndForGood()
    {
        SnugdProcess server;
        QVERIFY2(server.start(), qPrintable(server.err()));
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        const QString code = offeredCode(server);
        TestClient eve;
        QVERIFY(!enterAsOwner(eve, server.port(), u"eve"_s, code));
        QCOMPARE(refusal(eve, admin::ListSettings{}), ErrorCode::Forbidden);

        server.terminate();
        QCOMPARE(server.waitForEnd(), 0);
        QVERIFY(server.start());
        QVERIFY(ada.connectTo(server.port()));
        QCOMPARE(ada.hello(u"ada"_s)->role, Role::Owner);
        QVERIFY(offeredCode(server).isEmpty());  // it has an owner
    }

    void theCodeIsKeptAsAHashThatOthersCannotRead()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        QTRY_VERIFY(!offeredCode(server).isEmpty());
        const QString file = server.folder() + u"/claim"_s;
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        QVERIFY(!contentOf(file).contains(offeredCode(server).toLatin1()));
        QVERIFY(!server.err().contains(offeredCode(server)));
    }

    void aNewCodeIsMadeBesideTheServerThatRuns()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        SnugdProcess command;
        QCOMPARE(command.runToEnd({u"admin"_s, u"claim"_s, u"--data"_s, server.folder()}), 0);
        TestClient bob;
        // As people type it.
        const QString typed = command.out().trimmed().toLower().replace(u'-', u' ');
        QVERIFY(enterAsOwner(bob, server.port(), u"bob"_s, typed));
        QVERIFY(!refusal(bob, admin::ListSettings{}));
        QCOMPARE(command.runToEnd({u"admin"_s}), 64);
        QCOMPARE(command.runToEnd({u"admin"_s, u"claim"_s, u"--data"_s, u"/proc/nowhere"_s}), 74);
    }

    void whatIsOfferedIsGoodForNobodyOnceThereIsAnOwner()
    {
        QTemporaryDir folder;
        const host::ClaimCode claim(folder.path());
        const QString offered = *claim.make(host::ClaimCode::Kind::Offered);
        QVERIFY(!claim.use(offered, false));
        QVERIFY(claim.use(offered, true));
        QVERIFY(!claim.use(offered, true));
        const QString asked = *claim.make(host::ClaimCode::Kind::Asked);
        QVERIFY(!claim.use(offered, true));
        QVERIFY(claim.use(asked, false));
    }

    void whoWatchesSeesPeopleAsTheyAre()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        TestClient bob;
        QVERIFY(bob.connectTo(server.port()));
        QVERIFY(bob.hello(u"bob"_s).ok());
        QVERIFY(bob.ask<Joined>(Join{u"lobby"_s, {}}).ok());
        QVERIFY(!refusal(ada, watchOf([](admin::Watch& watch) {
                             watch.connections = watch.overview = watch.rooms = watch.instances = watch.log =
                                 true;
                         })));
        quint64 id = 0;
        const auto isBob = [&id](const admin::Connections& push) {
            for (const admin::Connection& row : push.rows) {
                if (row.nick == u"bob" && row.rooms == 1 && row.bytesIn > 0 && row.roundTripSeconds) {
                    id = row.id;
                    return row.address == u"127.0.0.1" && !row.tls;
                }
            }
            return false;
        };
        QVERIFY(seesAdmin<admin::Connections>(ada, isBob));
        QVERIFY(seesAdmin<admin::Overview>(ada, [](const admin::Overview& push) {
            return push.now.connections == 2 && push.now.people == 2 && push.now.memoryBytes > 0 &&
                   push.health != admin::Status::Fail && !push.probes.isEmpty();
        }));
        QVERIFY(seesAdmin<admin::Rooms>(ada, [](const admin::Rooms& push) {
            return !push.rows.isEmpty() && push.rows.constFirst().name == u"lobby";
        }));
        QVERIFY(seesAdmin<admin::Instances>(
            ada, [](const admin::Instances& push) { return push.rows.size() == 1 && !push.mine.isEmpty(); }));

        QVERIFY(!refusal(ada, watchOf([&](admin::Watch& watch) { watch.recorded = id; })));
        QVERIFY(seesAdmin<admin::Record>(ada, [id](const admin::Record& record) {
            return record.connection == id &&
                   std::any_of(record.frames.begin(), record.frames.end(),
                               [](const admin::Frame& frame) { return frame.word == u"join" && !frame.out; });
        }));
    }

    void whoIsSentAwayIsToldWhy()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        TestClient bob;
        QVERIFY(bob.connectTo(server.port()) && bob.hello(u"bob"_s).ok());
        const admin::Impose ban{admin::Sanction::Kind::Ban, admin::Sanction::Subject::Name, u"bob"_s,
                                u"spam"_s, 0};
        const auto imposed = askAdmin<admin::Sanctioned>(ada, ban);
        QVERIFY(imposed);
        QCOMPARE(bob.closed(), 4104);
        QVERIFY(bob.connectTo(server.port()));
        const auto refused = bob.hello(u"bob"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Banned);
        QVERIFY(refused.error().message.contains(u"spam"_s));

        // It outlives the server.
        server.terminate();
        QCOMPARE(server.waitForEnd(), 0);
        QVERIFY(server.start());
        QVERIFY(bob.connectTo(server.port()));
        QCOMPARE(bob.hello(u"bob"_s).error().code, ErrorCode::Banned);
        QVERIFY(ada.connectTo(server.port()) && ada.hello(u"ada"_s).ok());
        QVERIFY(!refusal(ada, admin::Lift{imposed->sanction.id}));
        QVERIFY(bob.connectTo(server.port()));
        QVERIFY(bob.hello(u"bob"_s).ok());
    }

    void aChangedSettingCountsAtOnceAndAfterTheNextStart()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        QVERIFY(ada.ask<Joined>(Join{u"lobby"_s, {}}).ok());
        const auto changed = askAdmin<admin::SettingsPage>(ada, admin::ChangeSetting{u"max-text"_s, u"5"_s});
        QVERIFY(changed);
        QCOMPARE(changed->settings.constFirst().value, u"5"_s);
        QCOMPARE(ada.ask<Sent>(Send{u"lobby"_s, u"longer"_s, u"n1"_s}).error().code, ErrorCode::TooLong);
        QVERIFY(contentOf(server.folder() + u"/snugd.conf"_s).contains("\nmax-text = 5\n"));
        QCOMPARE(refusal(ada, admin::ChangeSetting{u"max-text"_s, u"many"_s}), ErrorCode::BadSetting);
        QCOMPARE(refusal(ada, admin::ChangeSetting{u"port"_s, u"1"_s}), ErrorCode::BadSetting);
        QCOMPARE(refusal(ada, admin::ChangeSetting{u"nonsense"_s, u"1"_s}), ErrorCode::NotFound);

        server.terminate();
        QCOMPARE(server.waitForEnd(), 0);
        QVERIFY(server.start());
        QVERIFY(ada.connectTo(server.port()));
        QCOMPARE(ada.hello(u"ada"_s)->limits.textCharacters, 5);
    }

    void aPasswordIsNoSettingToBeSeen()
    {
        QTemporaryDir folder;
        host::ServerConfig config;
        config.dataFolder = folder.path();
        config.store = *host::parseStoreChoice(u"redis://ada:hush@127.0.0.1:1/2"_s);
        std::promise<rooms::ClerkAnswer> told;
        host::Clerk clerk(config, {[&told](rooms::ClerkAnswer answer) { told.set_value(std::move(answer)); },
                                   [](const host::ServerConfig&) {}, [](const QString&) {}});
        clerk.start();
        clerk.take(rooms::ListSettings{1});
        const auto page = std::get<admin::SettingsPage>(told.get_future().get().what);
        bool found = false;
        for (const admin::Setting& setting : page.settings) {
            QVERIFY2(!setting.value.contains(u"hush"_s), qPrintable(setting.name));
            found = found || setting.value.contains(u"127.0.0.1:1"_s);
        }
        QVERIFY(found);
    }

    void aSettingThatCannotBeWrittenDownCountsUntilTheEnd()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        // A folder stands where the file would be: nobody can write that, root neither.
        QVERIFY(QDir(server.folder()).mkpath(u"snugd.conf/x"_s));
        const auto changed = askAdmin<admin::SettingsPage>(ada, admin::ChangeSetting{u"max-text"_s, u"5"_s});
        QVERIFY(changed);
        QVERIFY(!changed->kept);
        QCOMPARE(changed->settings.constFirst().value, u"5"_s);
    }

    void aSettingsFileKeepsWhatElseStandsInIt_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("empty") << u""_s << u"max-text = 5\n"_s;
        QTest::newRow("another one") << u"# mine\nport = 1\n"_s << u"# mine\nport = 1\nmax-text = 5\n"_s;
        QTest::newRow("no end") << u"port = 1"_s << u"port = 1\nmax-text = 5\n"_s;
        QTest::newRow("there") << u"max-text = 9\nport = 1\n"_s << u"max-text = 5\nport = 1\n"_s;
        QTest::newRow("commented out") << u"# Length.\n#max-text = 9\n"_s << u"# Length.\nmax-text = 5\n"_s;
        QTest::newRow("twice") << u"max-text=1\nmax-text=2\n"_s << u"max-text=1\nmax-text = 5\n"_s;
        QTest::newRow("a longer name") << u"max-text-of = 1\n"_s << u"max-text-of = 1\nmax-text = 5\n"_s;
    }

    void aSettingsFileKeepsWhatElseStandsInIt()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QCOMPARE(host::withSetting(before, u"max-text"_s, u"5"_s), after);
    }

    void everyActionStandsInTheAuditLogAsALineOfJson()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        TestClient eve;
        QVERIFY(eve.connectTo(server.port()) && eve.hello(u"eve"_s).ok());
        QCOMPARE(refusal(eve, admin::DeleteRoom{u"lobby"_s}), ErrorCode::Forbidden);
        QVERIFY(!refusal(ada, admin::LockRoom{u"lobby"_s, true}));
        server.terminate();
        QCOMPARE(server.waitForEnd(), 0);
        const QByteArrayList lines = contentOf(server.folder() + u"/audit.jsonl"_s).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        const QJsonObject forbidden = QJsonDocument::fromJson(lines.at(1)).object();
        QCOMPARE(forbidden[u"action"].toString(), u"delete"_s);
        QCOMPARE(forbidden[u"result"].toString(), u"forbidden"_s);
        QCOMPARE(forbidden[u"by"].toObject()[u"nick"].toString(), u"eve"_s);

        QVERIFY(server.start());
        QVERIFY(ada.connectTo(server.port()) && ada.hello(u"ada"_s).ok());
        const auto page = askAdmin<admin::AuditPage>(ada, admin::ListAudit{2});
        QVERIFY(page);
        QCOMPARE(page->entries.size(), 2);
        QCOMPARE(page->entries.constFirst().action, u"lock"_s);
    }

    void theAuditLogIsBoundedAndKeepsTheNewest()
    {
        QTemporaryDir folder;
        constexpr qint64 kSmall = 2'000;
        host::AuditLog log(folder.path(), kSmall);
        for (int n = 0; n < 300; ++n) {
            QVERIFY(
                log.append({{}, {u"u"_s, u"ada"_s}, {}, u"kick"_s, QString::number(n), {}, u"ok"_s}).ok());
        }
        QCOMPARE(QDir(folder.path()).entryList({u"audit.jsonl*"_s}).size(), host::AuditLog::kFiles);
        const auto newest = log.newest(5);
        QCOMPARE(newest.size(), 5);
        QCOMPARE(newest.constFirst().target, u"299"_s);
        QCOMPARE(newest.constLast().target, u"295"_s);
    }

    void theLogIsSeenAsItIsWritten()
    {
        SnugdProcess server;
        QVERIFY(server.start());
        TestClient ada;
        QVERIFY(enterAsOwner(ada, server, u"ada"_s));
        QVERIFY(!refusal(ada, watchOf([](admin::Watch& watch) { watch.log = true; })));
        server.refuseWrites(true);
        ada.post(Join{u"lobby"_s, {}});  // the disk's trouble is told in the log
        QVERIFY(seesAdmin<admin::LogLines>(ada, [](const admin::LogLines& push) {
            return std::any_of(push.lines.begin(), push.lines.end(), [](const admin::LogLine& line) {
                return line.level == u"warning" && line.category.startsWith(u"snug."_s);
            });
        }));
        server.refuseWrites(false);
    }
};

QTEST_GUILESS_MAIN(TestServerAdministration)
#include "tst_server_administration.moc"
