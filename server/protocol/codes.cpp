// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codes.h"

#include <array>

namespace snug::protocol {

namespace {

struct Row {
    ErrorCode code;
    const char* word;
    bool temporary;
    const char* message;
};

constexpr std::array<Row, kErrorCodeCount> kRows{{
    {ErrorCode::BadJson, "bad_json", false, "The frame is not a JSON object."},
    {ErrorCode::BadType, "bad_type", false, "There is no command of this type."},
    {ErrorCode::BadField, "bad_field", false, "A field is missing or has the wrong type."},
    {ErrorCode::HelloFirst, "hello_first", false, "Say hello first."},
    {ErrorCode::HelloTwice, "hello_twice", false, "Hello was said already."},
    {ErrorCode::BadName, "bad_name", false, "This name is empty or has characters that a name may not have."},
    {ErrorCode::TooLong, "too_long", false, "The text is too long."},
    {ErrorCode::Empty, "empty", false, "There is nothing to send."},
    {ErrorCode::NickTaken, "nick_taken", false, "Someone else has this name."},
    {ErrorCode::NoSuchRoom, "no_such_room", false, "There is no such room."},
    {ErrorCode::RoomExists, "room_exists", false, "There is such a room already."},
    {ErrorCode::NotMember, "not_member", false, "Join the room first."},
    {ErrorCode::TooManyRooms, "too_many_rooms", false, "No further room is allowed."},
    {ErrorCode::RateLimited, "rate_limited", true, "Too fast; wait a moment."},
    {ErrorCode::Overloaded, "overloaded", true, "The server is busy; try again."},
    {ErrorCode::StoreUnavailable, "store_unavailable", true,
     "The server cannot store anything now; nothing was kept."},
    {ErrorCode::ShuttingDown, "shutting_down", true, "The server is going away."},
    {ErrorCode::Forbidden, "forbidden", false, "Only who administers the server may do this."},
    {ErrorCode::WrongCode, "wrong_code", false, "This is not the code, or it was used already."},
    {ErrorCode::Banned, "banned", false, "You may not come in here."},
    {ErrorCode::Muted, "muted", false, "You may not write here now."},
    {ErrorCode::RoomLocked, "room_locked", false, "This room is locked; nobody may write now."},
    {ErrorCode::NotFound, "not_found", false, "There is no such thing any more."},
    {ErrorCode::BadSetting, "bad_setting", false, "This setting cannot be changed to that."},
    {ErrorCode::Internal, "internal", true, "The server made a mistake."},
}};

const Row& rowOf(ErrorCode code)
{
    const Row& row = kRows.at(static_cast<std::size_t>(code));
    Q_ASSERT(row.code == code);
    return row;
}

}  // namespace

QLatin1StringView errorWord(ErrorCode code)
{
    return QLatin1StringView(rowOf(code).word);
}

std::optional<ErrorCode> errorFromWord(QStringView word)
{
    for (const Row& row : kRows) {
        if (word == QLatin1StringView(row.word)) {
            return row.code;
        }
    }
    return std::nullopt;
}

bool isTemporary(ErrorCode code)
{
    return rowOf(code).temporary;
}

QString defaultMessage(ErrorCode code)
{
    return QLatin1StringView(rowOf(code).message);
}

Error makeError(ErrorCode code)
{
    return {code, defaultMessage(code)};
}

Error makeError(ErrorCode code, const QString& message)
{
    return {code, message};
}

bool mayReconnect(quint16 closeCode)
{
    switch (closeCode) {
        case 1001:
        case 1006:
        case 1011:
            return true;
        default:
            return closeCode >= 4000 && closeCode <= 4099;
    }
}

}  // namespace snug::protocol
