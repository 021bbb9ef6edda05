// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "client/far_end.h"
#include "client/state_codec.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using protocol::ErrorCode;

class OutboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsInOrderOncePerRoom()
    {
        Far far;
        Outbox outbox(far.options());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(outbox.add(kLobby, text(i), kNow).ok());
        }
        QVERIFY(far.open.isEmpty());
        outbox.setReady(kLobby, true);
        QCOMPARE(far.open.size(), 1);
        far.store();
        far.store();
        far.store();
        QCOMPARE(far.texts(), (QStringList{text(0), text(1), text(2)}));
        QVERIFY(outbox.messages().isEmpty());
    }

    void atMostAWindowUnderWay()
    {
        Far far;
        Outbox outbox(far.options());
        for (int i = 0; i < 2 * Outbox::kWindow; ++i) {
            outbox.setReady(text(i), true);
            QVERIFY(outbox.add(text(i), text(i), kNow).ok());
        }
        QCOMPARE(far.open.size(), Outbox::kWindow);
        far.store(3);
        QCOMPARE(far.open.size(), Outbox::kWindow);
        while (!far.open.isEmpty()) {
            far.store();
        }
        QCOMPARE(far.stored.size(), 2 * Outbox::kWindow);
    }

    void temporaryRefusalKeepsTheOrder()
    {
        Far far;
        Outbox outbox(far.options());
        outbox.setReady(kLobby, true);
        QVERIFY(outbox.add(kLobby, text(0), kNow).ok());
        QVERIFY(outbox.add(kLobby, text(1), kNow).ok());
        for (const ErrorCode code :
             {ErrorCode::RateLimited, ErrorCode::StoreUnavailable, ErrorCode::Overloaded}) {
            far.refuse(code);
            QCOMPARE(outbox.messages().first().state, OutgoingState::Queued);
            QVERIFY(far.open.isEmpty());  // waits a while
            QTRY_COMPARE(far.open.size(), 1);
            QCOMPARE(far.open.first().message.text, text(0));
        }
        far.fail(Failure::of(Failure::Kind::TimedOut));
        QTRY_COMPARE(far.open.size(), 1);
        far.store();
        far.store();
        QCOMPARE(far.texts(), (QStringList{text(0), text(1)}));
    }

    void tryNowEndsTheWaitOfAll()
    {
        Far far;
        Outbox::Options options = far.options();
        options.retry = {std::chrono::minutes(10), std::chrono::minutes(10)};
        Outbox outbox(options);
        for (int i = 0; i < 3; ++i) {
            const QString room = text(i);
            outbox.setReady(room, i < 2);
            QVERIFY(outbox.add(room, QStringLiteral("first"), kNow).ok());
            QVERIFY(outbox.add(room, QStringLiteral("second"), kNow).ok());
        }
        QCOMPARE(far.open.size(), 2);
        far.refuse(ErrorCode::StoreUnavailable);
        outbox.tryNow();  // the other is under way and stays so
        QCOMPARE(far.open.size(), 2);
        far.refuse(ErrorCode::StoreUnavailable);
        far.refuse(ErrorCode::StoreUnavailable);
        QVERIFY(far.open.isEmpty());
        outbox.tryNow();
        QCOMPARE(far.open.size(), 2);  // and not the one whose room is not ready
        while (!far.open.isEmpty()) {
            far.store();
        }
        QCOMPARE(far.stored.size(), 4);
        QCOMPARE(outbox.waiting(), 2);
    }

    void permanentRefusalIsForThePerson()
    {
        Far far;
        Outbox outbox(far.options());
        outbox.setReady(kLobby, true);
        const QString first = *outbox.add(kLobby, text(0), kNow);
        QVERIFY(outbox.add(kLobby, text(1), kNow).ok());
        QVERIFY(!outbox.retry(first));    // under way
        QVERIFY(!outbox.discard(first));  // the same
        far.refuse(ErrorCode::TooLong);
        QCOMPARE(outbox.messages().first().state, OutgoingState::Failed);
        QCOMPARE(outbox.messages().first().error->code, ErrorCode::TooLong);
        QCOMPARE(outbox.waiting(), 1);
        far.store();  // the next is not held up
        QVERIFY(outbox.retry(first));
        QCOMPARE(far.open.first().message.nonce, first);
        far.refuse(ErrorCode::TooLong);
        QSignalSpy discarded(&outbox, &Outbox::messageDiscarded);
        QVERIFY(outbox.discard(first));
        QCOMPARE(discarded.count(), 1);
        QVERIFY(outbox.messages().isEmpty());
    }

    void lostAnswerIsNotSaidTwice()
    {
        Far far;
        Outbox outbox(far.options());
        outbox.setReady(kLobby, true);
        const QString nonce = *outbox.add(kLobby, text(0), kNow);
        const auto lost = far.open.takeFirst();
        far.stored.append(lost.message);  // it got there; the answer did not
        outbox.setReady(kLobby, false);
        lost.done(Failure::of(Failure::Kind::Lost));
        QCOMPARE(outbox.messages().first().state, OutgoingState::Queued);
        outbox.setReady(kLobby, true);  // at once, whatever there was to wait for
        QCOMPARE(far.open.size(), 1);
        QCOMPARE(far.open.first().message.nonce, nonce);
        far.store();
        QCOMPARE(far.stored.size(), 1);
        QVERIFY(outbox.messages().isEmpty());
    }

    void seenInTheLogBeforeTheAnswer()
    {
        Far far;
        Outbox outbox(far.options());
        outbox.setReady(kLobby, true);
        const QString nonce = *outbox.add(kLobby, text(0), kNow);
        QVERIFY(outbox.add(kLobby, text(1), kNow).ok());
        outbox.confirm(nonce);
        QCOMPARE(outbox.messages().size(), 1);
        QCOMPARE(far.open.size(), 1);  // still one at a time
        far.store();
        far.store();
        QCOMPARE(far.texts(), (QStringList{text(0), text(1)}));
        outbox.confirm(QStringLiteral("unknown"));
    }

    void notAMemberJoinsAgainAFewTimes()
    {
        Far far;
        Outbox outbox(far.options());
        QSignalSpy notMember(&outbox, &Outbox::notMember);
        outbox.setReady(kLobby, true);
        QVERIFY(outbox.add(kLobby, text(0), kNow).ok());
        for (int i = 0; i < 2; ++i) {
            far.refuse(ErrorCode::NotMember);
            QVERIFY(far.open.isEmpty());
            outbox.setReady(kLobby, true);
        }
        QCOMPARE(notMember.count(), 2);
        far.refuse(ErrorCode::NotMember);
        QCOMPARE(outbox.messages().first().state, OutgoingState::Failed);
    }

    void isBounded()
    {
        Far far;
        Outbox outbox(far.options());
        for (int i = 0; i < Outbox::kMost; ++i) {
            QVERIFY(outbox.add(kLobby, text(i), kNow).ok());
        }
        const auto refused = outbox.add(kLobby, text(0), kNow);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Overloaded);
        outbox.discardRoom(kLobby);
        QVERIFY(outbox.messages().isEmpty());
        Outbox restored(far.options());
        QVector<Outgoing> many(Outbox::kMost + 5);
        for (int i = 0; i < many.size(); ++i) {
            many[i].nonce = text(i);
        }
        restored.restore(many);
        QCOMPARE(restored.messages().size(), Outbox::kMost);
    }

    void survivesThroughItsBytes()
    {
        const ServerAddress server = addressOf(QStringLiteral("host"));
        Far far;
        QVector<Outgoing> saved;
        {
            Outbox outbox(far.options());
            outbox.setReady(kLobby, true);
            QVERIFY(outbox.add(kLobby, QStringLiteral("bad"), kNow).ok());
            far.refuse(ErrorCode::TooLong);
            QVERIFY(outbox.add(kLobby, QStringLiteral("\"x\"\n\U0001F600"), kNow).ok());
            QVERIFY(outbox.add(kLobby, text(2), kNow).ok());
            const auto decoded = decodeOutbox(encodeOutbox(server, outbox.messages()));
            QVERIFY(decoded.has_value());
            saved = *decoded;
        }
        QCOMPARE(saved.size(), 3);
        QCOMPARE(saved.at(0).state, OutgoingState::Failed);
        QCOMPARE(saved.at(1).state, OutgoingState::Queued);  // was Sending
        QCOMPARE(saved.at(1).queuedAt, kNow);
        far.open.clear();
        Outbox outbox(far.options());
        QVERIFY(outbox.add(kLobby, text(3), kNow).ok());
        outbox.restore(saved);
        outbox.setReady(kLobby, true);
        for (int i = 0; i < 3; ++i) {
            far.store();
        }
        QCOMPARE(far.texts(), (QStringList{QStringLiteral("\"x\"\n\U0001F600"), text(2), text(3)}));
        QCOMPARE(outbox.messages().size(), 1);
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
