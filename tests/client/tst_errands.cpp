// SPDX-License-Identifier: GPL-3.0-or-later
// Many commands at once, and the question that is asked again.
#include <QTest>

#include "client/chat_server.h"
#include "client/errands.h"
#include "client/kept_answer.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using namespace snug::protocol::admin;

class ErrandsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allAreRunAndInOrder()
    {
        start();
        int underWay = 0;
        server_->refuse = [&underWay](const protocol::Command& command) -> std::optional<protocol::Error> {
            const bool tooFast =
                std::holds_alternative<protocol::AdminCommand>(command) && ++underWay % 7 == 0;
            return tooFast ? std::optional(protocol::makeError(protocol::ErrorCode::RateLimited))
                           : std::nullopt;
        };
        constexpr int kMany = 400;  // more than a session has requests
        int done = 0;
        for (int i = 1; i <= kMany; ++i) {
            errands_->run(Kick{static_cast<quint64>(i), {}},
                          [&done](const Outcome<protocol::Answer>& outcome) {
                              QVERIFY(outcome.ok());
                              ++done;
                          });
        }
        QCOMPARE(done, 0);
        QTRY_COMPARE(done, kMany);
        QSet<quint64> kicked;
        for (const Kick& kick : server_->all<Kick>()) {
            kicked.insert(kick.connection);
        }
        QCOMPARE(kicked.size(), kMany);
    }

    void whatIsLostIsNotDoneTwice()
    {
        start();
        server_->ignore = [](const protocol::Command& command) {
            return std::holds_alternative<protocol::AdminCommand>(command);
        };
        QVector<Failure::Kind> failures;
        for (int i = 0; i < Errands::kWindow + 2; ++i) {
            errands_->run(Kick{1, {}}, [&failures](const Outcome<protocol::Answer>& outcome) {
                failures.append(outcome.error().kind);
            });
        }
        QTRY_COMPARE(server_->count<Kick>(), Errands::kWindow);
        session_->stop();
        QTRY_COMPARE(failures.size(), Errands::kWindow + 2);
        QCOMPARE(failures.count(Failure::Kind::Lost), Errands::kWindow);
        QCOMPARE(failures.count(Failure::Kind::NotOnline), 2);
        QCOMPARE(server_->count<Kick>(), Errands::kWindow);
    }

    void whatWaitsIsBounded()
    {
        start();
        int tooMany = 0;
        int answered = 0;
        for (int i = 0; i < Errands::kMost + Errands::kWindow + 3; ++i) {
            errands_->run(Kick{1, {}}, [&](const Outcome<protocol::Answer>& outcome) {
                ++answered;
                tooMany += !outcome && outcome.error().kind == Failure::Kind::TooMany ? 1 : 0;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answered, Errands::kMost + Errands::kWindow + 3, 60'000);
        QCOMPARE(tooMany, 3);
    }

    void aQuestionIsAskedOnceForAllThatComesUpMeanwhile()
    {
        QVector<KeptAnswer::Done> asked;
        KeptAnswer answer(Backoff({std::chrono::milliseconds(1), std::chrono::milliseconds(2)}),
                          [&asked](KeptAnswer::Done done) { asked.append(std::move(done)); });
        answer.renew();
        answer.renew();
        answer.renew();
        QCOMPARE(asked.size(), 1);
        asked.at(0)(std::nullopt);
        QCOMPARE(asked.size(), 2);
        asked.at(1)(Failure::of(Failure::Kind::TimedOut));
        QTRY_COMPARE(asked.size(), 3);  // by itself
        asked.at(2)(Failure{Failure::Kind::Refused, protocol::makeError(protocol::ErrorCode::Forbidden)});
        answer.renew();
        QCOMPARE(asked.size(), 4);
        answer.stop();
        answer.renew();
        QCOMPARE(asked.size(), 5);
        asked.at(3)(std::nullopt);  // late
        answer.renew();
        QCOMPARE(asked.size(), 5);
        asked.at(4)(std::nullopt);
        QCOMPARE(asked.size(), 6);
    }

    void cleanup()
    {
        errands_.reset();
        session_.reset();
        server_.reset();
    }

private:
    void start()
    {
        server_ = std::make_unique<ChatServer>();
        server_->start();
        auto options = sessionOptions(server_->address());
        session_ = std::make_unique<Session>(options);
        errands_ = std::make_unique<Errands>(*session_, Backoff(options.timing.retry));
        session_->start();
        QTRY_VERIFY(session_->isOnline());
        server_->desk.owners.insert(QStringLiteral("u2"));
        server_->desk.owners.insert(QStringLiteral("u1"));
    }

    std::unique_ptr<ChatServer> server_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Errands> errands_;
};

QTEST_GUILESS_MAIN(ErrandsTest)
#include "tst_errands.moc"
