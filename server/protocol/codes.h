// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <span>

namespace snug::protocol {

// Why a command was refused. The word on the wire (errorWord) is stable; new ones may be added.
enum class ErrorCode {
    BadJson,           // not a JSON object
    BadType,           // "type" missing, not text, or not a command
    BadField,          // a field is missing, of the wrong type, or out of range
    HelloFirst,        // a command before hello
    HelloTwice,        // a second hello
    BadName,           // nick or room name: empty, or with characters that names may not have
    TooLong,           // text, topic, nick, room or nonce over its limit
    Empty,             // nothing to send
    NickTaken,         // someone else has this name now
    NoSuchRoom,        // not there, and may not or should not be created
    RoomExists,        // create of a room that is there
    NotMember,         // join first
    TooManyRooms,      // this person is in as many rooms as allowed, or the server has as many as allowed
    RateLimited,       // too many commands or messages; wait
    Overloaded,        // the server cannot take more now
    StoreUnavailable,  // the store cannot write or read now; nothing was kept
    ShuttingDown,      // the server is going away
    Forbidden,         // this is for who administers the server
    WrongCode,         // not the code that makes somebody the owner
    Banned,            // this name may not come in
    Muted,             // this person may not write
    RoomLocked,        // nobody may write in this room now
    NotFound,          // no such connection, sanction, setting or instance
    BadSetting,        // a setting cannot have this value, or cannot change now
    Internal,          // our fault
};
inline constexpr int kErrorCodeCount = static_cast<int>(ErrorCode::Internal) + 1;

// A refusal. `temporary`: the same command may succeed later, unchanged.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;

    friend bool operator==(const Error&, const Error&) = default;
};

// The stable word of a code, such as "too_long".
QLatin1StringView errorWord(ErrorCode code);
// The inverse; nothing for a word this version does not know.
std::optional<ErrorCode> errorFromWord(QStringView word);
// Whether a retry of the same command can help.
bool isTemporary(ErrorCode code);
// A plain sentence for people, used when there is nothing more exact to say.
QString defaultMessage(ErrorCode code);
// An Error with the default sentence, or with `message`.
Error makeError(ErrorCode code);
Error makeError(ErrorCode code, const QString& message);

// Why a connection ended. Grouped so that the number alone says what to do: 1001, 1011 and 4000–4099 come
// back (with back-off, and resume), 4100–4199 do not come back by yourself. Codes 1012–1014 are not used: Qt
// answers them with 1002.
enum class CloseCode : quint16 {
    Normal = 1000,         // as asked
    GoingAway = 1001,      // the server stops; come back
    ProtocolError = 1002,  // not RFC 6455
    NotText = 1003,        // a binary message
    InvalidUtf8 = 1007,    // text that is not UTF-8
    TooBig = 1009,         // a message over limits.frame_bytes
    SlowReader = 4000,     // what waited to be read passed the budget; come back and resume
    Idle = 4001,           // no sign of life; come back
    HelloTimeout = 4002,   // no hello in time; come back
    Overloaded = 4003,     // the server sheds load; come back later
    Moved = 4004,          // come back to the address that the reason names
    Full = 4005,           // as many are here as may be; come back later
    Replaced = 4100,       // the same session has connected anew; this one gave way
    HelloFirst = 4101,     // spoke before hello
    TooManyErrors = 4102,  // refused commands without end
    Kicked = 4103,         // sent away by who administers; the reason says why
    Banned = 4104,         // kept out by who administers; the reason says why
};

// Whether a client should try again by itself after this close code. 1006 (no close frame seen) is a yes.
bool mayReconnect(quint16 closeCode);

}  // namespace snug::protocol
