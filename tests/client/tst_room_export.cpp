// SPDX-License-Identifier: GPL-3.0-or-later
// A room's log in a file: whole or not at all, and what people wrote stays text.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "client/chat_server.h"
#include "client/program_run.h"
#include "client/room_export.h"
#include "client/session_trace.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using protocol::ErrorCode;
using protocol::admin::ReadRoom;

class RoomExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        path_.clear();
        folder_ = std::make_unique<QTemporaryDir>();
        server_ = std::make_unique<ChatServer>();
        server_->start();
        auto options = sessionOptions(server_->address());
        options.timing.request = std::chrono::milliseconds(500);
        session_ = std::make_unique<Session>(options);
        session_->start();
        QTRY_VERIFY(session_->isOnline());
        server_->desk.owners = {QStringLiteral("u2")};
        lengthen(250);
    }

    void cleanup()
    {
        export_.reset();
        session_.reset();
        server_.reset();
        folder_.reset();
    }

    void asJson()
    {
        begin(RoomExport::Format::Json);
        QSignalSpy progress(export_.get(), &RoomExport::progressed);
        QTRY_COMPARE(finished_->count(), 1);
        QCOMPARE(server_->count<ReadRoom>(), 3);
        QCOMPARE(progress.first(), (QVariantList{0LL, 250LL}));
        QCOMPARE(progress.last().at(0).toLongLong(), 200);
        QJsonParseError problem;
        const QJsonObject file = QJsonDocument::fromJson(written(), &problem).object();
        QCOMPARE(problem.error, QJsonParseError::NoError);
        QCOMPARE(file.value(u"room").toString(), kLobby);
        QCOMPARE(file.value(u"topic").toString(), QStringLiteral("tea & <b>"));
        const QJsonArray entries = file.value(u"entries").toArray();
        QCOMPARE(entries.size(), 250);
        QCOMPARE(entries.last().toObject().value(u"text").toString(), QStringLiteral("message 250"));
        QCOMPARE(entries.last().toObject().value(u"seq").toInteger(), 250);
        QCOMPARE(entries.at(3).toObject().value(u"from").toObject().value(u"nick").toString(),
                 QStringLiteral("bob"));
    }

    void ofAnEmptyRoom()
    {
        server_->room(kLobby).entries.clear();
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(finished_->count(), 1);
        QCOMPARE(QJsonDocument::fromJson(written()).object().value(u"entries").toArray().size(), 0);
    }

    void asAPageWhereTextIsText()
    {
        auto& entries = server_->room(kLobby).entries;
        entries = entries.first(1);
        entries[0].text = QStringLiteral("<script>alert(\"%1\")</script>\n& \"quoted\" <img src=x>");
        entries[0].from.nick = QStringLiteral("<i>");
        entries.append(entries.first());
        entries[1].seq = 2;
        entries[1].at += std::chrono::days(1);
        entries[1].kind = protocol::EntryKind::Topic;
        begin(RoomExport::Format::Html);
        QTRY_COMPARE(finished_->count(), 1);
        const QString page = QString::fromUtf8(written());
        QVERIFY(
            page.contains(u"&lt;script&gt;alert(&quot;%1&quot;)&lt;/script&gt;\n&amp; &quot;quoted&quot; "
                          u"&lt;img src=x&gt;"));
        QVERIFY(page.contains(u"&lt;i&gt;"));
        QVERIFY(page.contains(u"tea &amp; &lt;b&gt;"));
        QVERIFY(page.contains(u"set the topic"));
        QCOMPARE(page.count(u"<h2>"), 2);
        for (const auto* what : {"<script", "<img", "<i>", "http://", "https://", "url(", "@import"}) {
            QVERIFY2(!page.contains(QLatin1StringView(what)), what);
        }
        QVERIFY(page.endsWith(u"</html>\n"));
    }

    void whatIsRefusedForAWhileIsAskedAgain()
    {
        int number = 0;
        server_->refuse = [&number](const protocol::Command& command) -> std::optional<protocol::Error> {
            const bool tooFast = std::holds_alternative<protocol::AdminCommand>(command) && ++number % 2 == 1;
            return tooFast ? std::optional(protocol::makeError(ErrorCode::RateLimited)) : std::nullopt;
        };
        int replies = 0;
        server_->loseReply = [&replies](const protocol::Command& command) {
            return std::holds_alternative<protocol::AdminCommand>(command) && ++replies == 2;
        };
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(finished_->count(), 1);
        QCOMPARE(QJsonDocument::fromJson(written()).object().value(u"entries").toArray().size(), 250);
    }

    void whatIsRefusedEndsIt()
    {
        server_->desk.owners.clear();
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(failed_->count(), 1);
        QVERIFY(!failed_->first().first().toString().isEmpty());
        nothingIsLeft();
    }

    void aRoomThatBeginsAnewEndsIt()
    {
        server_->loseReply = [this](const protocol::Command& command) {
            if (std::holds_alternative<protocol::AdminCommand>(command)) {
                server_->room(kLobby).epoch = QStringLiteral("another");
            }
            return false;
        };
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(failed_->count(), 1);
        QVERIFY(failed_->first().first().toString().contains(u"anew"));
        nothingIsLeft();
    }

    void aFileThatCannotBeWrittenEndsIt()
    {
        path_ = folder_->filePath(QStringLiteral("no/such/folder/room.json"));
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(failed_->count(), 1);
        QVERIFY(failed_->first().first().toString().contains(u"cannot be written"));
    }

    void whoCancelsHasNoFile()
    {
        server_->ignore = [this](const protocol::Command&) { return server_->count<ReadRoom>() == 2; };
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(server_->count<ReadRoom>(), 2);
        nothingIsLeft();
    }

    void aFileThatWasThereStaysUntilAnotherIsWhole()
    {
        path_ = folder_->filePath(QStringLiteral("room"));
        QFile old(path_);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        server_->desk.owners.clear();
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(failed_->count(), 1);
        export_.reset();
        QCOMPARE(written(), QByteArray("old"));
        server_->desk.owners = {QStringLiteral("u2")};
        begin(RoomExport::Format::Json);
        QTRY_COMPARE(finished_->count(), 1);
        QVERIFY(written().startsWith('{'));
    }

private:
    void lengthen(int count)
    {
        auto& log = server_->room(kLobby);
        log.topic = QStringLiteral("tea & <b>");
        for (int i = 1; i <= count; ++i) {
            log.entries.append({kLobby,
                                static_cast<quint64>(i),
                                base::WallTime(std::chrono::seconds(1'700'000'000 + i)),
                                {QStringLiteral("u_bob"), QStringLiteral("bob")},
                                protocol::EntryKind::Message,
                                QStringLiteral("message %1").arg(i),
                                QStringLiteral("n%1").arg(i)});
        }
    }

    void begin(RoomExport::Format format)
    {
        if (path_.isEmpty()) {
            path_ = folder_->filePath(QStringLiteral("room"));
        }
        protocol::admin::Room room;
        room.name = kLobby;
        room.topic = server_->room(kLobby).topic;
        room.entries = static_cast<quint64>(server_->room(kLobby).entries.size());
        export_ = std::make_unique<RoomExport>(*session_, room, path_, format, [] { return 0.5; });
        finished_ = std::make_unique<QSignalSpy>(export_.get(), &RoomExport::finished);
        failed_ = std::make_unique<QSignalSpy>(export_.get(), &RoomExport::failed);
        export_->start();
    }

    QByteArray written()
    {
        QFile file(std::exchange(path_, QString()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void nothingIsLeft()
    {
        export_.reset();
        path_.clear();
        QCOMPARE(QDir(folder_->path()).entryList(QDir::Files), QStringList());
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<ChatServer> server_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<RoomExport> export_;
    std::unique_ptr<QSignalSpy> finished_;
    std::unique_ptr<QSignalSpy> failed_;
    QString path_;
};

QTEST_GUILESS_MAIN(RoomExportTest)
#include "tst_room_export.moc"
