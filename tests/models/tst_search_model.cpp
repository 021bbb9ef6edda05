// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QLocale>
#include <QTest>

#include "client/chat_server.h"
#include "client/session_trace.h"
#include "models/model_mirror.h"
#include "models/search_model.h"

using namespace snug;
using namespace snug::client;
using namespace snug::models;
using namespace snug::tests;
namespace Role = ui::SearchRole;

namespace {
const QString kLobby = QStringLiteral("lobby");
}

class SearchModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server_ = std::make_unique<ChatServer>();
        server_->start();
        session_ = std::make_unique<Session>(sessionOptions(server_->address()));
        session_->start();
        QTRY_VERIFY(session_->isOnline());
    }

    void cleanup()
    {
        session_.reset();
        server_.reset();
    }

    void rowsTellWhatWasFound()
    {
        const QDateTime at(QDate(2026, 3, 1), QTime(10, 4));
        const base::WallTime wall{std::chrono::milliseconds(at.toMSecsSinceEpoch())};
        server_->room(kLobby).entries = {{kLobby,
                                          1,
                                          wall,
                                          {QStringLiteral("u1"), QStringLiteral("bob")},
                                          {},
                                          QStringLiteral("<b>Café</b> au lait"),
                                          {}},
                                         {kLobby,
                                          2,
                                          wall,
                                          {QStringLiteral("u2"), QStringLiteral("eve")},
                                          protocol::EntryKind::Topic,
                                          QStringLiteral("cafes and\nlaita"),
                                          {}}};
        RoomSearch search(*session_, kLobby);
        SearchModel model(search);
        ModelMirror mirror(model);
        search.start(QStringLiteral("CAFE lait"));
        QTRY_COMPARE(model.rowCount(), 2);
        const QModelIndex topic = model.index(0);
        QCOMPARE(topic.data(Role::Kind).toInt(), static_cast<int>(ui::TimelineKind::Topic));
        QCOMPARE(topic.data(Role::Seq).toULongLong(), 2U);
        QCOMPARE(topic.data(Role::Found).value<ui::TextSpans>(), (ui::TextSpans{{0, 5}, {10, 5}}));
        const QModelIndex message = model.index(1);
        QCOMPARE(message.data(Role::Kind).toInt(), static_cast<int>(ui::TimelineKind::Message));
        QCOMPARE(message.data(Role::Author).toString(), QStringLiteral("bob"));
        QCOMPARE(message.data(Role::AuthorId).toString(), QStringLiteral("u1"));
        QCOMPARE(message.data(Role::Text).toString(), QStringLiteral("<b>Café</b> au lait"));
        QCOMPARE(message.data(Role::At).toDateTime(), at);
        QCOMPARE(message.data(Role::Found).value<ui::TextSpans>(), (ui::TextSpans{{3, 4}, {15, 4}}));
        const QString spoken = message.data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.startsWith(QStringLiteral("bob, ")));
        QVERIFY(spoken.contains(QLocale().toString(at, QLocale::ShortFormat)));
        QVERIFY(spoken.endsWith(QStringLiteral("au lait")));
        QVERIFY(!message.data(Qt::DecorationRole).isValid());
        QVERIFY(mirror.isTrue());
    }

    void partsAreAppendedAndANewSearchBeginsEmpty()
    {
        for (int i = 0; i < 130; ++i) {
            server_->say(kLobby, QStringLiteral("bob"), QStringLiteral("tea %1").arg(i));
        }
        server_->searchPart = 20;
        RoomSearch search(*session_, kLobby);
        SearchModel model(search);
        ModelMirror mirror(model);
        search.start(QStringLiteral("tea"));
        QTRY_COMPARE(search.state(), RoomSearch::State::MoreThere);
        QCOMPARE(model.rowCount(), 60);
        search.goOn();
        QTRY_COMPARE(model.rowCount(), 120);
        QCOMPARE(model.index(119).data(Role::Seq).toULongLong(), 11U);
        SearchModel late(search);  // of a search that has results already
        QCOMPARE(late.rowCount(), 120);
        search.start(QStringLiteral("7"));
        QCOMPARE(model.rowCount(), 0);
        QTRY_COMPARE(search.state(), RoomSearch::State::Complete);
        QCOMPARE(model.rowCount(), 1);
        search.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(mirror.resets, 0);
        QCOMPARE(mirror.inserted, 121);
        QVERIFY(mirror.isTrue());
    }

private:
    std::unique_ptr<ChatServer> server_;
    std::unique_ptr<Session> session_;
};

QTEST_GUILESS_MAIN(SearchModelTest)
#include "tst_search_model.moc"
