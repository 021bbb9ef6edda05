// SPDX-License-Identifier: GPL-3.0-or-later
// What who administers a server sees of it and does to it, over a connection that breaks now and then.
#include <QSignalSpy>
#include <QTest>

#include "client/administration.h"
#include "client/chat_server.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace snug::protocol::admin;
using What = AdminDeed::What;

namespace {

Connection rowOf(quint64 id)
{
    Connection row;
    row.id = id;
    return row;
}

Room roomOf(const QString& name)
{
    Room room;
    room.name = name;
    return room;
}

Instance instanceOf(const QString& id)
{
    Instance instance;
    instance.id = id;
    return instance;
}

Sanction sanctionOf(const QString& pattern)
{
    Sanction sanction;
    sanction.id = QStringLiteral("x");
    sanction.pattern = pattern;
    return sanction;
}

}  // namespace

class AdministrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<ChatServer>();
        server_->start();
        auto options = sessionOptions(server_->address());
        session_ = std::make_unique<Session>(options);
        admin_ = std::make_unique<Administration>(*session_, options.random);
        done_.clear();
        refused_.clear();
        connect(admin_.get(), &Administration::done, this,
                [this](const AdminDeed& deed) { done_.append(deed); });
        connect(admin_.get(), &Administration::refused, this,
                [this](const AdminDeed& deed, const protocol::Error& error) {
                    refused_.append({deed, error});
                });
        session_->start();
        QTRY_VERIFY(session_->isOnline());
    }

    void cleanup()
    {
        admin_.reset();
        session_.reset();
        server_.reset();
    }

    void theCodeMakesTheOwner()
    {
        QSignalSpy roles(admin_.get(), &Administration::roleChanged);
        QVERIFY(!admin_->mayAdminister());
        admin_->claim(QStringLiteral("nonsense"));
        QTRY_COMPARE(refused_.size(), 1);
        QCOMPARE(refused_.first().first, (AdminDeed{What::Claim, {}}));
        QCOMPARE(refused_.first().second.code, protocol::ErrorCode::WrongCode);
        QCOMPARE(roles.count(), 0);
        admin_->claim(QStringLiteral("  abcd- efgh\n"));
        QTRY_VERIFY(admin_->mayAdminister());
        QCOMPARE(roles.count(), 1);
        QCOMPARE(done_, (QVector<AdminDeed>{{What::Claim, {}}}));
        server_->dropAll();
        QTRY_COMPARE(session_->traffic().connects, 2);
        QVERIFY(admin_->mayAdminister());  // the welcome says so
    }

    void nothingIsAskedWithoutTheRight()
    {
        admin_->lookAt({.live = {.overview = true, .log = true}, .sanctions = true, .audit = true});
        server_->dropAll();
        QTRY_COMPARE(session_->traffic().connects, 2);
        QTRY_VERIFY(server_->count<protocol::Ping>() > 2);
        QCOMPARE(server_->count<Watch>(), 0);
        QCOMPARE(server_->count<ListSanctions>(), 0);
        own();  // then it is, at once
        QTRY_COMPARE(server_->count<Watch>(), 1);
        QTRY_COMPARE(server_->count<ListSanctions>(), 1);
        QTRY_COMPARE(server_->count<ListAudit>(), 1);
        QCOMPARE(server_->count<ListSettings>(), 0);
    }

    void whatIsWatchedIsWatchedAgainAfterADrop()
    {
        own();
        Watch wanted{.overview = true, .connections = true};
        admin_->lookAt({.live = wanted});
        QTRY_COMPARE(server_->all<Watch>(), QVector<Watch>{wanted});
        wanted.recorded = 7;
        admin_->lookAt({.live = wanted});
        QTRY_COMPARE(server_->count<Watch>(), 2);
        server_->dropAll();
        QTRY_COMPARE(server_->count<Watch>(), 3);
        QCOMPARE(server_->all<Watch>().last(), wanted);
        admin_->lookAt({});
        QTRY_COMPARE(server_->count<Watch>(), 4);
        QCOMPARE(server_->all<Watch>().last(), Watch{});
        server_->dropAll();
        QTRY_COMPARE(session_->traffic().connects, 3);
        const int pings = server_->count<protocol::Ping>();
        QTRY_VERIFY(server_->count<protocol::Ping>() > pings + 1);
        QCOMPARE(server_->count<Watch>(), 4);  // nobody looks
    }

    void aWatchThatIsRefusedForAWhileIsAskedAgain()
    {
        own();
        int refusals = 2;
        server_->refuse = [&refusals](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (std::holds_alternative<protocol::AdminCommand>(command) && refusals-- > 0) {
                return protocol::makeError(protocol::ErrorCode::RateLimited);
            }
            return std::nullopt;
        };
        QSignalSpy begun(&admin_->trend(), &ServerTrend::begun);
        admin_->lookAt({.live = {.overview = true}});
        QTRY_COMPARE(begun.count(), 1);
        QCOMPARE(server_->count<Watch>(), 3);
    }

    void whatIsToldIsKnown()
    {
        own();
        server_->desk.facts.minute = QVector<Sample>(3);
        admin_->lookAt({.live = {.overview = true, .recorded = 2}});
        QTRY_COMPARE(admin_->trend().facts().store, QStringLiteral("memory"));
        QCOMPARE(admin_->trend().samples(ServerTrend::Span::Minute).size(), 3);
        Overview overview;
        overview.now.at = base::WallTime(std::chrono::seconds(1));
        overview.now.connections = 5;
        overview.probes = {{QStringLiteral("store:write"), Status::Warn, 0.5, QStringLiteral("s"),
                            QStringLiteral("Slow."), std::nullopt}};
        push(overview);
        Connection looked = rowOf(2);
        looked.roundTripSeconds = 0.25;
        push(Connections{{rowOf(1), looked}, {}, true});
        push(Rooms{{roomOf(QStringLiteral("den"))}, {}, true});
        push(Instances{{instanceOf(QStringLiteral("i1")), instanceOf(QStringLiteral("i2"))},
                       QStringLiteral("i2")});
        push(LogLines{{{{}, QStringLiteral("info"), QStringLiteral("snug"), QStringLiteral("hello")}}});
        push(Record{2, {{{}, true, QStringLiteral("ping"), 3}}});
        QTRY_COMPARE(admin_->record().frames().size(), 1);
        QCOMPARE(admin_->trend().latest()->now.connections, 5);
        QCOMPARE(admin_->trend().samples(ServerTrend::Span::Minute).size(), 4);
        QCOMPARE(admin_->probes().rows().first().reason, QStringLiteral("Slow."));
        QCOMPARE(admin_->connections().rows().size(), 2);
        QCOMPARE(admin_->record().roundTripSeconds(), QVector<double>{0.25});
        QVERIFY(admin_->rooms().find(QStringLiteral("den")) != nullptr);
        QCOMPARE(admin_->ownInstance(), QStringLiteral("i2"));
        QCOMPARE(admin_->log().rows().size(), 1);
    }

    void listsThatAreWantedAreAskedForWhenTheyChange()
    {
        own();
        server_->desk.settings = {{QStringLiteral("a"), QStringLiteral("1"), QStringLiteral("1"), {}, true}};
        admin_->lookAt({.live = {.overview = true}, .sanctions = true, .settings = true});
        QTRY_COMPARE(admin_->settings().rows().size(), 1);
        server_->desk.sanctions = {sanctionOf(QStringLiteral("eve"))};
        push(Changed{true, true, false});
        QTRY_COMPARE(admin_->sanctions().rows(), server_->desk.sanctions);
        QCOMPARE(server_->count<ListSettings>(), 1);
        QCOMPARE(server_->count<ListAudit>(), 0);
        server_->desk.sanctions.clear();
        for (int i = 0; i < 20; ++i) {
            push(Changed{true, false, false});
        }
        QTRY_VERIFY(admin_->sanctions().rows().isEmpty());
        // The first may be under way while the others come: one more asks for all of them.
        QVERIFY(server_->count<ListSanctions>() < 20);
    }

    void deedsAreAnswered()
    {
        own();
        server_->desk.settings = {{QStringLiteral("a"), QStringLiteral("1"), QStringLiteral("1"), {}, true},
                                  {QStringLiteral("b"), QStringLiteral("1"), QStringLiteral("1"), {}, false}};
        admin_->lookAt({.live = {.overview = true}, .sanctions = true, .settings = true});
        QTRY_COMPARE(admin_->settings().rows().size(), 2);
        done_.clear();
        admin_->kick(3, QStringLiteral("Enough."));
        admin_->notify(0, QStringLiteral("We close at ten."));
        admin_->impose({.kind = Sanction::Kind::Mute,
                        .subject = Sanction::Subject::Name,
                        .pattern = QStringLiteral("eve"),
                        .reason = QStringLiteral("Shouts."),
                        .minutes = 10});
        admin_->lock(QStringLiteral("den"), true);
        admin_->lock(QStringLiteral("den"), false);
        admin_->clear(QStringLiteral("den"));
        admin_->remove(QStringLiteral("den"));
        admin_->change(QStringLiteral("a"), QStringLiteral("2"));
        admin_->drain(QStringLiteral("i1"), true);
        admin_->drain(QStringLiteral("i1"), false);
        QTRY_COMPARE(done_.size(), 10);
        QCOMPARE(done_.first(), (AdminDeed{What::Kick, QStringLiteral("3")}));
        QCOMPARE(done_.at(1), (AdminDeed{What::Notify, QString()}));
        QCOMPARE(done_.last(), (AdminDeed{What::TakeBack, QStringLiteral("i1")}));
        QCOMPARE(server_->all<Kick>(), (QVector<Kick>{{3, QStringLiteral("Enough.")}}));
        QCOMPARE(server_->all<LockRoom>().last(), (LockRoom{QStringLiteral("den"), false}));
        // What the answers say is known before any list is asked for again.
        QCOMPARE(admin_->sanctions().rows().first().pattern, QStringLiteral("eve"));
        QCOMPARE(admin_->settings().find(QStringLiteral("a"))->value, QStringLiteral("2"));
        QVERIFY(refused_.isEmpty());
        admin_->change(QStringLiteral("b"), QStringLiteral("2"));
        admin_->lift(QStringLiteral("no such"));
        QTRY_COMPARE(refused_.size(), 2);
        QCOMPARE(refused_.at(0).first, (AdminDeed{What::Change, QStringLiteral("b")}));
        QCOMPARE(refused_.at(0).second.message, QStringLiteral("This counts from the next start only."));
        QCOMPARE(refused_.at(1).second.code, protocol::ErrorCode::NotFound);
        session_->stop();
        admin_->kick(3, {});
        QTRY_COMPARE(refused_.size(), 3);
    }

private:
    void own()
    {
        admin_->claim(server_->desk.code);
        QTRY_VERIFY(admin_->mayAdminister());
    }
    void push(const protocol::AdminPush& told) { server_->pushAll(told); }

    std::unique_ptr<ChatServer> server_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Administration> admin_;
    QVector<AdminDeed> done_;
    QVector<std::pair<AdminDeed, protocol::Error>> refused_;
};

QTEST_GUILESS_MAIN(AdministrationTest)
#include "tst_administration.moc"
