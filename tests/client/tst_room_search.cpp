// SPDX-License-Identifier: GPL-3.0-or-later
// A search in a room: over parts, beside another one, and when something comes between.
#include <QSignalSpy>
#include <QTest>

#include "client/chat_server.h"
#include "client/program_run.h"
#include "client/room_search.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using State = RoomSearch::State;

class RoomSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<ChatServer>();
        server_->start();
        auto options = sessionOptions(server_->address());
        options.timing.request = std::chrono::milliseconds(300);
        session_ = std::make_unique<Session>(options);
        session_->start();
        QTRY_VERIFY(session_->isOnline());
        search_ = std::make_unique<RoomSearch>(*session_, kLobby);
    }

    void cleanup()
    {
        search_.reset();
        session_.reset();
        server_.reset();
    }

    void newestAreFirst()
    {
        say({"tea at five", "coffee", "Teapot", "no", "five teas"});
        search_->start(QStringLiteral("tea five"));
        QCOMPARE(search_->state(), State::Searching);
        QCOMPARE(search_->words(), (QStringList{QStringLiteral("tea"), QStringLiteral("five")}));
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(found(), (QStringList{QStringLiteral("five teas"), QStringLiteral("tea at five")}));
        QCOMPARE(search_->results().first().seq, 5U);
        QCOMPARE(search_->epoch(), server_->room(kLobby).epoch);
    }

    void anotherOneBeginsAnew()
    {
        say({"tea", "coffee"});
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(found(), QStringList{QStringLiteral("tea")});
        QVector<State> cleared;  // what was told by then
        connect(search_.get(), &RoomSearch::cleared, search_.get(),
                [&] { cleared.append(search_->state()); });
        search_->start(QStringLiteral("coffee"));
        QCOMPARE(cleared, QVector<State>{State::Searching});
        QVERIFY(search_->results().isEmpty());
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(found(), QStringList{QStringLiteral("coffee")});
        search_->start(QStringLiteral(" …! "));  // no word to search for
        QCOMPARE(search_->state(), State::Idle);
        QVERIFY(search_->results().isEmpty());
        QCOMPARE(cleared, (QVector<State>{State::Searching, State::Idle}));
        search_->goOn();
        QCOMPARE(search_->state(), State::Idle);
        QCOMPARE(searches(), 2);
    }

    void goesOnByItselfUntilThereIsEnough()
    {
        sayTeas(130);
        server_->searchPart = 10;
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::MoreThere);
        QCOMPARE(search_->results().size(), RoomSearch::kResultsAtOnce);
        QCOMPARE(searches(), 5);
        search_->goOn();
        QCOMPARE(search_->state(), State::Searching);
        QTRY_COMPARE(search_->state(), State::MoreThere);
        QCOMPARE(search_->results().size(), 2 * RoomSearch::kResultsAtOnce);
        search_->goOn();
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(searches(), 13);
        for (int i = 0; i < 130; ++i) {
            QCOMPARE(search_->results().at(i).seq, static_cast<quint64>(130 - i));
        }
    }

    void looksThroughSoManyPartsAtOnce()
    {
        server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("needle"));
        for (int i = 0; i < RoomSearch::kPartsAtOnce + 5; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("hay"));
        }
        server_->searchPart = 1;
        search_->start(QStringLiteral("needle"));
        QTRY_COMPARE(search_->state(), State::MoreThere);
        QCOMPARE(searches(), RoomSearch::kPartsAtOnce);
        QVERIFY(search_->results().isEmpty());
        search_->goOn();
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(found(), QStringList{QStringLiteral("needle")});
    }

    void resultsAreBounded()
    {
        auto& log = server_->room(kLobby);
        for (int i = 1; i <= RoomSearch::kMost + 30; ++i) {
            log.entries.append({kLobby, static_cast<quint64>(i), {}, {}, {}, QStringLiteral("tea"), {}});
        }
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::MoreThere);
        while (search_->state() == State::MoreThere) {
            search_->goOn();
            QTRY_VERIFY(search_->state() != State::Searching);
        }
        QCOMPARE(search_->state(), State::Full);
        QCOMPARE(search_->results().size(), RoomSearch::kMost);
        search_->goOn();
        QCOMPARE(search_->state(), State::Full);
        // As many as that, and no more, are all of them.
        log.entries.remove(0, 30);
        for (qsizetype i = 0; i < log.entries.size(); ++i) {
            log.entries[i].seq = static_cast<quint64>(i) + 1;
        }
        search_->start(QStringLiteral("tea"));
        do {
            QTRY_VERIFY(search_->state() != State::Searching);
            search_->goOn();
        } while (search_->state() == State::Searching);
        QCOMPARE(search_->state(), State::Complete);
        QCOMPARE(search_->results().size(), RoomSearch::kMost);
    }

    void lateAnswersAreIgnored()
    {
        say({"tea", "coffee"});
        QSignalSpy arrived(search_.get(), &RoomSearch::found);
        search_->start(QStringLiteral("tea"));
        search_->start(QStringLiteral("milk"));
        search_->start(QStringLiteral("coffee"));
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(found(), QStringList{QStringLiteral("coffee")});
        QCOMPARE(arrived.count(), 1);
        QCOMPARE(searches(), 2);  // nobody waited for the one in the middle
        search_->start(QStringLiteral("tea"));
        search_->clear();
        bool answered = false;
        session_->ask(protocol::Ping{}, this, [&](const Outcome<protocol::Pong>&) { answered = true; });
        QTRY_VERIFY(answered);
        QCOMPARE(search_->state(), State::Idle);
        QVERIFY(search_->results().isEmpty());
    }

    void oneAtATime()
    {
        say({"tea", "coffee"});
        server_->ignore = [](const protocol::Command& command) {
            const auto* search = std::get_if<protocol::Search>(&command);
            return search != nullptr && search->text == QStringLiteral("tea");
        };
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(searches(), 1);
        search_->start(QStringLiteral("coffee"));
        bool answered = false;
        session_->ask(protocol::Ping{}, this, [&](const Outcome<protocol::Pong>&) { answered = true; });
        QTRY_VERIFY(answered);
        QCOMPARE(searches(), 1);
        QTRY_COMPARE(search_->state(), State::Complete);  // the first one's time is over
        QCOMPARE(found(), QStringList{QStringLiteral("coffee")});
    }

    void anothersSearchIsWaitedFor()
    {
        say({"tea"});
        int busy = 3;
        server_->refuse = [&busy](const protocol::Command& command) -> std::optional<protocol::Error> {
            if (is<protocol::Search>(command) && busy-- > 0) {
                return protocol::makeError(protocol::ErrorCode::RateLimited);
            }
            return std::nullopt;
        };
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(searches(), 4);
        busy = 1'000;
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::Failed);
        QCOMPARE(search_->error().code, protocol::ErrorCode::RateLimited);
        QVERIFY(busy > 900);
        busy = 0;
        search_->goOn();
        QTRY_COMPARE(found(), QStringList{QStringLiteral("tea")});
    }

    void refusalsAreTold()
    {
        say({"tea"});
        const auto refusal =
            protocol::makeError(protocol::ErrorCode::TooLong, QStringLiteral("At most 100 characters."));
        server_->refuse = [&](const protocol::Command& command) {
            return is<protocol::Search>(command) ? std::optional(refusal) : std::nullopt;
        };
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::Failed);
        QCOMPARE(search_->error(), refusal);
        QCOMPARE(searches(), 1);
    }

    void aDropEndsItAndItGoesOnFromThere()
    {
        sayTeas(40);
        server_->searchPart = 10;
        int drops = 1;
        server_->loseReply = [&](const protocol::Command& command) {
            const auto* search = std::get_if<protocol::Search>(&command);
            return search != nullptr && search->before == 21U && drops-- > 0;
        };
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::Failed);
        QVERIFY(!search_->error().message.isEmpty());
        QCOMPARE(search_->results().size(), 20);
        QTRY_VERIFY(session_->isOnline());
        search_->goOn();
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(search_->results().size(), 40);
        session_->stop();
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::Failed);
    }

    void stopsAndGoesOn()
    {
        sayTeas(40);
        server_->searchPart = 10;
        connect(search_.get(), &RoomSearch::found, search_.get(), [this](int first) {
            if (first == 0) {
                search_->stop();
            }
        });
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::MoreThere);
        QCOMPARE(search_->results().size(), 10);
        QCOMPARE(searches(), 1);
        search_->goOn();
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(search_->results().size(), 40);
    }

    void aNewLogEndsIt()
    {
        sayTeas(40);
        server_->searchPart = 10;
        connect(search_.get(), &RoomSearch::found, search_.get(),
                [this] { server_->room(kLobby).epoch = QStringLiteral("new"); });
        QSignalSpy cleared(search_.get(), &RoomSearch::cleared);
        search_->start(QStringLiteral("tea"));
        QTRY_COMPARE(search_->state(), State::Failed);
        QCOMPARE(cleared.count(), 1);
        QVERIFY(search_->results().isEmpty());
        search_->goOn();
        QTRY_COMPARE(search_->state(), State::Complete);
        QCOMPARE(search_->results().size(), 40);
        QCOMPARE(search_->epoch(), QStringLiteral("new"));
    }

private:
    void say(std::initializer_list<const char*> texts)
    {
        for (const char* text : texts) {
            server_->say(kLobby, QStringLiteral("bob"), QString::fromUtf8(text));
        }
    }
    void sayTeas(int count)
    {
        for (int i = 0; i < count; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("tea %1").arg(i));
        }
    }
    QStringList found() const
    {
        QStringList texts;
        for (const protocol::LogEntry& entry : search_->results()) {
            texts.append(entry.text);
        }
        return texts;
    }
    int searches() const { return server_->count<protocol::Search>(); }

    std::unique_ptr<ChatServer> server_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<RoomSearch> search_;
};

QTEST_GUILESS_MAIN(RoomSearchTest)
#include "tst_room_search.moc"
