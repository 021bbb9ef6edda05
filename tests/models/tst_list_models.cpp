// SPDX-License-Identifier: GPL-3.0-or-later
// The models of people, recent servers and rooms.
#include <QTemporaryDir>
#include <QTest>
#include <random>

#include "client/chat_server.h"
#include "client/client_fixture.h"
#include "models/model_mirror.h"
#include "models/people_model.h"
#include "models/recent_servers_model.h"
#include "models/room_list_model.h"
#include "ui/roles.h"

using namespace snug;
using namespace snug::client;
using namespace snug::models;
using namespace snug::tests;

namespace {

const QString kLobby = QStringLiteral("lobby");
const Self kSelf{{QStringLiteral("u0"), QStringLiteral("nick0")}, {}};

QStringList column(const QAbstractItemModel& model, int role)
{
    QStringList values;
    for (int i = 0; i < model.rowCount(); ++i) {
        values.append(model.index(i, 0).data(role).toString());
    }
    return values;
}

protocol::Member memberOf(const QString& user, const QString& nick, bool away = false)
{
    return {{user, nick}, away ? protocol::PresenceState::Away : protocol::PresenceState::Active};
}

}  // namespace

class ListModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peopleAreSorted()
    {
        RoomState room(kLobby, kSelf);
        protocol::Joined joined;
        joined.members = {memberOf(QStringLiteral("u1"), QStringLiteral("Zoe")),
                          memberOf(QStringLiteral("u0"), QStringLiteral("nick0")),
                          memberOf(QStringLiteral("u2"), QStringLiteral("abe"), true)};
        joined.memberCount = 3;
        room.joined(joined);
        PeopleModel model(room);
        ModelMirror mirror(model);
        namespace Role = ui::PersonRole;
        QCOMPARE(column(model, Role::Nick),
                 (QStringList{QStringLiteral("nick0"), QStringLiteral("Zoe"), QStringLiteral("abe")}));
        QVERIFY(model.index(0, 0).data(Role::Self).toBool());
        QVERIFY(model.index(2, 0).data(Role::Away).toBool());
        room.people().setTyping({kLobby, {QStringLiteral("u1"), QStringLiteral("Zoe")}, true},
                                base::Now::read().steady);
        QVERIFY(model.index(1, 0).data(Role::Typing).toBool());
        room.people().apply(
            {kLobby, 3, {memberOf(QStringLiteral("u2"), QStringLiteral("abe"))}, {}, false, false});
        QCOMPARE(column(model, Role::Nick),
                 (QStringList{QStringLiteral("abe"), QStringLiteral("nick0"), QStringLiteral("Zoe")}));
        QCOMPARE(mirror.moved, 1);
        room.people().apply({kLobby, 2, {}, {{QStringLiteral("u1"), QStringLiteral("Zoe")}}, false, false});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(mirror.resets, 0);
        QVERIFY(mirror.isTrue());
    }

    void peopleAtRandom()
    {
        std::mt19937 engine(testSeed());
        const auto lot = [&engine](int below) {
            return static_cast<int>(engine() % static_cast<quint32>(below));
        };
        RoomState room(kLobby, kSelf);
        PeopleModel model(room);
        ModelMirror mirror(model);
        QMap<QString, protocol::Member> truth;
        for (int step = 0; step < 3'000; ++step) {
            const QString user = QStringLiteral("u%1").arg(lot(40));
            const auto member =
                memberOf(user, QStringLiteral("%1ick%2").arg(lot(2) ? u'n' : u'N').arg(lot(30)), lot(2));
            const int count = static_cast<int>(truth.size());
            if (lot(40) == 0) {
                protocol::Joined joined;
                truth.clear();
                for (int i = lot(30); i > 0; --i) {
                    const QString other = QStringLiteral("u%1").arg(i);
                    truth.insert(other, memberOf(other, other));
                    joined.members.append(truth.value(other));
                }
                room.joined(joined);
            } else if (lot(3) == 0) {
                truth.remove(user);
                room.people().apply({kLobby, count, {}, {member.person}, false, false});
            } else if (lot(4) == 0) {
                room.people().setTyping({kLobby, member.person, lot(2) == 0}, base::Now::read().steady);
            } else {
                truth.insert(user, member);
                room.people().apply({kLobby, count, {member}, {}, false, false});
            }
            auto sorted = truth.values();
            std::sort(sorted.begin(), sorted.end(), [](const protocol::Member& a, const protocol::Member& b) {
                const QString foldedA = a.person.nick.toCaseFolded();
                const QString foldedB = b.person.nick.toCaseFolded();
                return std::tie(a.state, foldedA, a.person.user) < std::tie(b.state, foldedB, b.person.user);
            });
            QStringList users;
            for (const auto& known : sorted) {
                users.append(known.person.user);
            }
            QCOMPARE(column(model, ui::PersonRole::UserId), users);
        }
        QVERIFY(mirror.isTrue());
        QCOMPARE(mirror.resets, 0);
    }

    void recentServersAreBounded()
    {
        RecentServersModel model;
        ModelMirror mirror(model);
        const QDateTime start(QDate(2026, 1, 1), QTime(0, 0));
        int changes = 0;
        connect(&model, &RecentServersModel::changed, this, [&changes] { ++changes; });
        for (int i = 0; i < 30; ++i) {
            model.use({QString(), QStringLiteral("host%1").arg(i), start.addDays(i)});
        }
        QCOMPARE(model.rowCount(), RecentServersModel::kMost);
        model.use({QStringLiteral("Ada's"), QStringLiteral("host15"), start.addDays(40)});
        model.use({QString(), QStringLiteral("host15"), start.addDays(41)});
        QCOMPARE(model.index(0, 0).data(ui::ServerRole::Name).toString(), QStringLiteral("Ada's"));
        QCOMPARE(model.index(0, 0).data(ui::ServerRole::LastUsed).toDateTime(), start.addDays(41));
        QCOMPARE(model.index(1, 0).data(Qt::DisplayRole).toString(), QStringLiteral("host29"));
        model.forget(1);
        model.forget(99);
        QCOMPARE(model.rowCount(), RecentServersModel::kMost - 1);
        QCOMPARE(changes, 33);
        QVERIFY(mirror.isTrue());
        auto servers = model.servers();
        std::reverse(servers.begin(), servers.end());
        RecentServersModel again;
        again.setServers(servers);
        QCOMPARE(again.servers(), model.servers());
        again.setServers(QVector<RecentServer>(50));
        QCOMPARE(again.rowCount(), RecentServersModel::kMost);
    }

    void roomsJoinedComeFirst()
    {
        QTemporaryDir folder;
        ChatServer server;
        server.start();
        for (const char* name : {"apples", "den", "lobby", "zoo"}) {
            server.room(QString::fromLatin1(name)).topic =
                QStringLiteral("about ") + QString::fromLatin1(name);
        }
        StateFiles files;
        Workspace workspace({.address = addressOf(server.address()),
                             .nick = QStringLiteral("ada"),
                             .client = QStringLiteral("test"),
                             .folder = folder.path(),
                             .timing = quickTiming()},
                            files);
        RoomListModel model(workspace);
        ModelMirror mirror(model);
        namespace Role = ui::RoomRole;
        workspace.start();
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, 0).data(Role::Topic).toString(), QStringLiteral("about zoo"));
        workspace.join(QStringLiteral("zoo"));
        workspace.join(QStringLiteral("den"));
        workspace.join(QStringLiteral("brand-new"));
        QTRY_COMPARE(
            column(model, Role::Name).mid(0, 3),
            (QStringList{QStringLiteral("brand-new"), QStringLiteral("den"), QStringLiteral("zoo")}));
        QVERIFY(mirror.moved >= 1);
        QTRY_COMPARE(model.index(2, 0).data(Role::MemberCount).toInt(), 1);
        server.say(QStringLiteral("zoo"), QStringLiteral("bob"), QStringLiteral("ada, come"));
        QTRY_COMPARE(model.index(2, 0).data(Role::Unread).toInt(), 1);
        QVERIFY(model.index(2, 0).data(Role::Mentioned).toBool());
        QVERIFY(model.index(2, 0).data(Role::Joined).toBool());
        QVERIFY(model.index(2, 0).data(Role::Keep).toBool());
        workspace.setDraft(QStringLiteral("zoo"), QStringLiteral("x"));
        QVERIFY(model.index(2, 0).data(Role::HasDraft).toBool());
        workspace.setReading(QStringLiteral("zoo"), true);
        QCOMPARE(model.index(2, 0).data(Role::Unread).toInt(), 0);
        server.pushAll(
            protocol::RoomChange{{QStringLiteral("apples"), QStringLiteral("pears"), true, 0, 9}, false});
        QTRY_COMPARE(model.index(3, 0).data(Role::Topic).toString(), QStringLiteral("pears"));
        QCOMPARE(model.index(3, 0).data(Role::MemberCount).toInt(), 9);
        server.pushAll(protocol::RoomChange{{QStringLiteral("apples"), {}, true, 0, 0}, true});
        QTRY_COMPARE(model.rowCount(), 4);
        workspace.leave(QStringLiteral("den"));
        QCOMPARE(column(model, Role::Name), (QStringList{QStringLiteral("brand-new"), QStringLiteral("zoo"),
                                                         QStringLiteral("den"), QStringLiteral("lobby")}));
        workspace.leave(QStringLiteral("brand-new"));  // the server has not listed it
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(mirror.resets, 0);
        QVERIFY(mirror.isTrue());
    }
};

QTEST_GUILESS_MAIN(ListModelsTest)
#include "tst_list_models.moc"
