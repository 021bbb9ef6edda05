// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/wire.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <optional>

#include "load/mark.h"

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

ServerFrame withSeqAndOrdinal(ServerFrame::Kind kind, std::optional<std::uint64_t> seq,
                              std::optional<std::uint64_t> ordinal)
{
    if (!seq || !ordinal) {
        return {.kind = ServerFrame::Kind::Unreadable};
    }
    return {.kind = kind, .seq = *seq, .ordinal = *ordinal};
}

// A command's beginning, without its end.
std::string setUpCommand(std::string_view type)
{
    return R"({"type":")" + std::string(type) + R"(","id":)" + std::to_string(kSetUpId);
}

ServerFrame readReply(const QJsonObject& object)
{
    ServerFrame reply{.kind = ServerFrame::Kind::Reply,
                      .word = object.value("type"_L1).toString().toStdString()};
    if (reply.word == "welcome") {
        reply.token = object.value("session"_L1).toString().toStdString();
        reply.whole = object.value("resumed"_L1).toBool();
    } else if (reply.word == "joined") {
        reply.token = object.value("epoch"_L1).toString().toStdString();
        reply.seq = static_cast<std::uint64_t>(object.value("seq"_L1).toInteger());
        reply.whole = !object.value("gap"_L1).toBool();
    } else if (reply.word != "created") {
        reply.kind = ServerFrame::Kind::Denied;  // nothing else was asked for
    }
    return reply;
}

ServerFrame readByParser(std::string_view frame)
{
    const auto bytes = QByteArray::fromRawData(frame.data(), static_cast<qsizetype>(frame.size()));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject()) {
        return {.kind = ServerFrame::Kind::Unreadable};
    }
    const QJsonObject object = document.object();
    const QJsonObject error = object.value("error"_L1).toObject();
    const qint64 re = object.value("re"_L1).toInteger(kSetUpId);
    if (error.isEmpty()) {
        if (!object.contains("re"_L1)) {
            return {.kind = ServerFrame::Kind::Other};
        }
        return readReply(object);
    }
    const std::string code = error.value("code"_L1).toString().toStdString();
    if (re != kSetUpId) {
        return {.kind = ServerFrame::Kind::Refused, .ordinal = static_cast<std::uint64_t>(re), .word = code};
    }
    return {.kind = ServerFrame::Kind::Denied, .word = code};
}

}  // namespace

std::string helloCommand(std::string_view nick, std::string_view session)
{
    const std::string proof = session.empty() ? "" : R"("session":")" + std::string(session) + R"(",)";
    return setUpCommand("hello") + R"(,"client":"snug-load",)" + proof + R"("nick":")" + std::string(nick) +
           R"("})";
}

std::string createCommand(std::string_view room, bool keep)
{
    return setUpCommand("create") + R"(,"keep":)" + (keep ? "true" : "false") + R"(,"room":")" +
           std::string(room) + R"("})";
}

std::string joinCommand(std::string_view room)
{
    return setUpCommand("join") + R"(,"room":")" + std::string(room) + R"("})";
}

std::string rejoinCommand(std::string_view room, std::string_view epoch, std::uint64_t seq)
{
    return setUpCommand("join") + R"(,"room":")" + std::string(room) + R"(","since":{"epoch":")" +
           std::string(epoch) + R"(","seq":)" + std::to_string(seq) + "}}";
}

void writeSendCommand(std::string& out, std::string_view room, std::uint64_t ordinal, std::size_t textBytes)
{
    const std::string number = std::to_string(ordinal);
    out.assign(R"({"type":"send","id":)");
    out.append(number).append(R"(,"room":")").append(room).append(R"(","nonce":")").append(number);
    out.append(R"(","text":")");
    appendMarked(out, ordinal, textBytes);
    out.append(R"("})");
}

ServerFrame readServerFrame(std::string_view frame)
{
    if (frame.find(R"("type":"message")"sv) != std::string_view::npos) {
        return withSeqAndOrdinal(ServerFrame::Kind::Message, numberAfter(frame, R"("seq":)"sv),
                                 numberAfter(frame, R"("text":"#)"sv));
    }
    if (frame.find(R"("type":"sent")"sv) != std::string_view::npos) {
        return withSeqAndOrdinal(ServerFrame::Kind::Sent, numberAfter(frame, R"("seq":)"sv),
                                 numberAfter(frame, R"("re":)"sv));
    }
    if (frame.find(R"("type":"presence")"sv) != std::string_view::npos) {
        return {.kind = ServerFrame::Kind::Other};  // there are many while the members come
    }
    return readByParser(frame);
}

}  // namespace snug::load
