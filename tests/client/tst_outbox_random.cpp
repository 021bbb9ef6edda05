// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <random>

#include "client/far_end.h"
#include "client/state_codec.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using protocol::ErrorCode;

class OutboxRandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Against everything that can happen to a message: each is stored once, and each room's in order.
    void randomFailures()
    {
        std::mt19937 engine(testSeed());
        const ServerAddress server = addressOf(QStringLiteral("host"));
        for (int round = 0; round < 8; ++round) {
            Far far;
            auto outbox = std::make_unique<Outbox>(far.options());
            int written = 0;
            for (int step = 0; step < 400 || !outbox->messages().isEmpty(); ++step) {
                const bool ending = step >= 400;
                const QString room = QStringLiteral("room%1").arg(engine() % 3);
                const auto action = static_cast<int>(engine() % 10);
                if (action < 3 && !ending) {
                    QVERIFY(outbox->add(room, text(++written), kNow).ok());
                } else if (action < 4) {
                    outbox->setReady(room, !ending && engine() % 3 == 0);
                } else if (action < 6) {
                    outbox->setReady(room, true);
                } else if (action == 6 && !ending) {
                    // The program ends and comes back.
                    const auto saved = *decodeOutbox(encodeOutbox(server, outbox->messages()));
                    far.open.clear();
                    outbox = std::make_unique<Outbox>(far.options());
                    outbox->restore(saved);
                } else if (!far.open.isEmpty()) {
                    const int index = static_cast<int>(engine() % static_cast<quint32>(far.open.size()));
                    switch (engine() % 5) {
                        case 0:
                            far.refuse(ErrorCode::RateLimited, index);
                            break;
                        case 1: {
                            const auto lost = far.open.at(index);
                            if (std::none_of(far.stored.begin(), far.stored.end(),
                                             [&](const protocol::Send& known) {
                                                 return known.nonce == lost.message.nonce;
                                             })) {
                                far.stored.append(lost.message);
                            }
                            far.fail(Failure::of(Failure::Kind::Lost), index);
                            break;
                        }
                        default:
                            far.store(index);
                    }
                } else {
                    QTest::qWait(1);
                }
                QVERIFY(far.open.size() <= Outbox::kWindow);
            }
            QCOMPARE(far.stored.size(), written);
            QHash<QString, int> last;
            for (const protocol::Send& message : std::as_const(far.stored)) {
                QVERIFY(message.text.toInt() > last.value(message.room));
                last[message.room] = message.text.toInt();
            }
        }
    }
};

QTEST_GUILESS_MAIN(OutboxRandomTest)
#include "tst_outbox_random.moc"
