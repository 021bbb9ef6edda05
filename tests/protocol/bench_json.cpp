// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to read a `send` and to write a `message` of 150 bytes of text: the codec as it is, and the
// libraries that it could be built on. Run it by hand; simdjson is measured where it was there when this was
// built.
#include <rapidjson/document.h>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <algorithm>
#include <vector>

#ifdef SNUG_HAS_SIMDJSON
#include <simdjson.h>
#endif

#include "protocol/codec.h"

using namespace snug;
using namespace Qt::StringLiterals;

namespace {

volatile qint64 g_sink = 0;  // so that nothing is optimised away

template <class Work>
void measure(const char* name, Work work)
{
    constexpr int kTimes = 20'000;
    double best = 1e9;
    for (int round = 0; round < 9; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kTimes; ++i) {
            g_sink = g_sink + work();
        }
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / kTimes);
    }
    QTextStream(stdout) << QByteArray(name).leftJustified(42) << qRound(best) << " ns" << Qt::endl;
}

const QString kRoom = u"load-a1b2c3-17"_s;
const QString kNonce = u"2f6c1e9a77d04b31"_s;
const QString kText = u"#123456."_s + QString(142, u'x');

QJsonObject treeOf(const protocol::LogEntry& entry)
{
    return {{u"type"_s, u"message"_s},
            {u"room"_s, entry.room},
            {u"seq"_s, static_cast<qint64>(entry.seq)},
            {u"at"_s, qint64{entry.at.time_since_epoch().count()}},
            {u"from"_s, QJsonObject{{u"user"_s, entry.from.user}, {u"nick"_s, entry.from.nick}}},
            {u"text"_s, entry.text},
            {u"nonce"_s, entry.nonce}};
}

void measureReading(const QByteArray& frame)
{
    measure("read: the codec (Qt's parser)", [&] {
        const auto request = protocol::decodeRequest(frame);
        return std::get<protocol::Send>(request->command).text.size();
    });
    measure("read: Qt, the fields alone", [&] {
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        return object.value("room"_L1).toString().size() + object.value("text"_L1).toString().size() +
               object.value("nonce"_L1).toString().size() + object.value("id"_L1).toInteger();
    });
    measure("read: RapidJSON, the fields alone", [&] {
        std::vector<char> own(frame.begin(), frame.end() + 1);
        rapidjson::Document document;
        document.ParseInsitu<rapidjson::kParseIterativeFlag>(own.data());
        const auto text = [&](const char* name) {
            const auto& value = document[name];
            return QString::fromUtf8(value.GetString(), static_cast<qsizetype>(value.GetStringLength()))
                .size();
        };
        return text("room") + text("text") + text("nonce") + document["id"].GetInt64();
    });
#ifdef SNUG_HAS_SIMDJSON
    simdjson::dom::parser parser;
    measure("read: simdjson, the fields alone", [&] {
        const simdjson::dom::object object =
            parser.parse(frame.constData(), static_cast<std::size_t>(frame.size())).get_object();
        const auto text = [&](const char* name) {
            const std::string_view value = object[name].get_string();
            return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())).size();
        };
        return text("room") + text("text") + text("nonce") + qint64{object["id"].get_int64()};
    });
#endif
}

}  // namespace

int main()
{
    const protocol::LogEntry entry{kRoom,
                                   123'456,
                                   base::WallTime{std::chrono::milliseconds{1'790'000'000'000}},
                                   {u"u_0123456789abcdef"_s, u"load-a1b2c3-345"_s},
                                   protocol::EntryKind::Message,
                                   kText,
                                   kNonce};
    const protocol::Push push = protocol::Logged{entry};
    const protocol::Reply sent{17, protocol::Sent{kRoom, 123'456, entry.at}};
    measure("write a message: the codec (RapidJSON)", [&] { return protocol::encodePush(push).size(); });
    measure("write a message: Qt's tree",
            [&] { return QJsonDocument(treeOf(entry)).toJson(QJsonDocument::Compact).size(); });
    measure("write an answer: the codec (RapidJSON)", [&] { return protocol::encodeReply(sent).size(); });
    measureReading(protocol::encodeRequest({123'456, protocol::Send{kRoom, kText, kNonce}}));
    return 0;
}
