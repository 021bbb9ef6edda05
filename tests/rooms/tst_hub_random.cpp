// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>

#include "rooms/hub_rig.h"

using namespace snug;
using namespace snug::protocol;
using test::HubRig;

namespace {

constexpr int kSteps = 20'000;
constexpr int kPeople = 12;
const QStringList kRooms{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};

// What the hub should be, as simply as it can be said: each room a list of texts, each person a set of rooms,
// and of each person's room what was seen last.
struct ModelPerson {
    base::ConnectionId connection{};
    QString session;
    QString nick;
    QMap<QString, Position> joined;  // what the client knows of rooms it has joined by this connection
    QMap<QString, Position> known;   // …or had joined before the drop
    QSet<QString> joining;           // asked for, not answered yet
    bool here = false;
};

class Model {
public:
    Model(HubRig& rig, quint32 seed)
        : rig_(rig)
        , random_(seed)
    {
        for (int at = 0; at < kPeople; ++at) {
            people_.append(ModelPerson{});
            people_.last().nick = QStringLiteral("p%1").arg(at);
        }
    }

    bool step()
    {
        ModelPerson& person = people_[random_.bounded(kPeople)];
        const QString& room = kRooms.at(random_.bounded(kRooms.size()));
        if (!person.here) {
            return arrive(person);
        }
        const int dice = random_.bounded(100);
        if (dice < 45) {
            send(person, room);
        } else if (dice < 65) {
            join(person, room);
        } else if (dice < 75) {
            rig_.say(person.connection, Leave{room});
        } else if (dice < 85) {
            depart(person, dice < 82);
        } else if (dice < 90) {
            rig_.pass(std::chrono::seconds{random_.bounded(1, 20)});
        } else if (dice < 95) {
            rig_.say(person.connection, History{room, std::nullopt, 20});
        } else {
            rig_.say(person.connection, Typing{room, true});
        }
        rig_.storeAnswers(random_.bounded(4));
        return readAll();
    }

    bool finish()
    {
        rig_.storeAnswers();
        return readAll() && sent_ > kSteps / 20 && rig_.waitingCalls.empty();
    }

private:
    void join(ModelPerson& person, const QString& room)
    {
        if (person.joining.contains(room)) {
            return;
        }
        person.joining.insert(room);
        const auto known = person.known.constFind(room);
        const auto since = known == person.known.constEnd() ? std::nullopt : std::optional(*known);
        rig_.say(person.connection, Join{room, since});
    }

    bool arrive(ModelPerson& person)
    {
        person.connection = rig_.open();
        rig_.say(person.connection, Hello{person.nick, person.session, {}});
        rig_.storeAnswers();
        const auto* const welcome =
            std::get_if<Welcome>(&rig_.inbox[person.connection].replies.back().answer);
        if (welcome == nullptr || welcome->resumed == person.session.isEmpty()) {
            qWarning("hello of %s was not answered as it should", qPrintable(person.nick));
            return false;
        }
        person.session = welcome->session;
        person.here = true;
        return readAll();
    }

    void depart(ModelPerson& person, bool dropped)
    {
        readAll();
        rig_.close(person.connection, !dropped);
        person.here = false;
        person.joined.clear();
        person.joining.clear();
        rig_.inbox.erase(person.connection);
    }

    void send(ModelPerson& person, const QString& room)
    {
        const QString nonce = QString::number(random_.bounded(400));
        rig_.say(person.connection, Send{room, person.nick + u':' + nonce, nonce});
    }

    // Reads what everybody got and holds it against the model.
    bool readAll()
    {
        for (ModelPerson& person : people_) {
            if (!person.here) {
                continue;
            }
            HubRig::Inbox& inbox = rig_.inbox[person.connection];
            for (const ServerFrame& frame : inbox.all) {
                if (!read(person, frame)) {
                    return false;
                }
            }
            inbox = {};
        }
        return true;
    }

    bool read(ModelPerson& person, const ServerFrame& frame)
    {
        if (const auto* const push = std::get_if<Push>(&frame)) {
            const auto* const logged = std::get_if<Logged>(push);
            return logged == nullptr || readEntry(person, logged->entry);
        }
        const Answer& answer = std::get<Reply>(frame).answer;
        if (const auto* const joined = std::get_if<Joined>(&answer)) {
            person.joining.remove(joined->room);
            const auto known = person.known.constFind(joined->room);
            const quint64 missed = known == person.known.constEnd() ? 0 : joined->head.seq - known->seq;
            if (joined->gap && missed < 900) {  // the store's memory has a bound
                qWarning("%s missed %llu of %s and was told of a gap", qPrintable(person.nick),
                         static_cast<unsigned long long>(missed), qPrintable(joined->room));
                return false;
            }
            const bool resuming = known != person.known.constEnd() && !joined->gap;
            // With a resume the next entry must be the one after what was known; else the one after the head.
            person.joined[joined->room] = resuming ? *known : joined->head;
            person.known[joined->room] = person.joined[joined->room];
        } else if (const auto* const left = std::get_if<Left>(&answer)) {
            person.joined.remove(left->room);
            person.known.remove(left->room);
        } else if (std::holds_alternative<Sent>(answer)) {
            ++sent_;
        }
        return true;
    }

    bool readEntry(ModelPerson& person, const LogEntry& entry)
    {
        QMap<quint64, QString>& log = logs_[entry.room];
        if (!log.contains(entry.seq)) {
            log.insert(entry.seq, entry.text);
        }
        const auto joined = person.joined.find(entry.room);
        if (joined == person.joined.end()) {
            qWarning("%s got an entry of %s without being in it", qPrintable(person.nick),
                     qPrintable(entry.room));
            return false;
        }
        if (entry.seq != joined->seq + 1 || log.value(entry.seq) != entry.text) {
            qWarning("%s in %s: got %llu after %llu", qPrintable(person.nick), qPrintable(entry.room),
                     static_cast<unsigned long long>(entry.seq),
                     static_cast<unsigned long long>(joined->seq));
            return false;
        }
        joined->seq = entry.seq;
        person.known[entry.room] = *joined;
        return true;
    }

    HubRig& rig_;
    QRandomGenerator random_;
    QVector<ModelPerson> people_;
    QMap<QString, QMap<quint64, QString>> logs_;  // by room and seq, as whoever saw it first has it
    int sent_ = 0;
};

}  // namespace

class TestHubRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everybodySeesTheSameOrderWithoutGapOrDuplicate()
    {
        const quint32 seed = qEnvironmentVariableIsSet("SNUG_TEST_SEED")
                                 ? qEnvironmentVariable("SNUG_TEST_SEED").toUInt()
                                 : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        rooms::HubConfig config;
        config.limits.messages = {};
        config.limits.commands = {};
        HubRig rig(config);
        rig.answerAtOnce(false);
        Model model(rig, seed);
        for (int at = 0; at < kSteps; ++at) {
            QVERIFY2(model.step(), qPrintable(QStringLiteral("step %1, seed %2").arg(at).arg(seed)));
        }
        QVERIFY(model.finish());
    }
};

QTEST_GUILESS_MAIN(TestHubRandom)
#include "tst_hub_random.moc"
