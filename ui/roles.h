// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <Qt>

// What the views ask of the models, and nothing else: the whole contract between app/models and ui. A model
// answers an unknown role with an invalid QVariant; a view treats that as the role's default. All text is
// data from strangers and is shown as plain text.
namespace snug::ui {

// A row is a room: those one is in, and those one could join.
namespace RoomRole {
enum Role : int {
    Name = Qt::UserRole + 1,  // QString, canonical; what every signal about a room carries
    Topic,                    // QString, may be empty
    Unread,                   // int ≥ 0, messages not yet read
    Mentioned,                // bool, one's nick stands in an unread message
    MemberCount,              // int, people there now
    Joined,                   // bool; false: listed under "Other rooms"
    Keep,                     // bool, default true; false: off the record
    HasDraft,                 // bool, unsent text waits in the composer
    Muted,                    // bool, default false; shown faint, without badge
};
}  // namespace RoomRole

// What a timeline row is; the value of TimelineRole::Kind, as int.
enum class TimelineKind : int {
    Message,    // said by someone
    Topic,      // Author made Text the topic (empty: took it away)
    Day,        // separator: all below is of the day of At
    NewMarker,  // separator: all below is new
    Notice,     // Text from the program itself
    Gap,        // something is missing here; activating it emits TimelineView::gapActivated
    Loading,    // older rows are on their way
};

// How far an own message has come; the value of TimelineRole::State, as int.
enum class MessageState : int {
    Stored,   // the server has committed it; all messages of others
    Queued,   // waits for a connection
    Sending,  // sent, not yet answered
    Failed,   // refused; FailureReason says why
};

// A row of a room's timeline, oldest first.
namespace TimelineRole {
enum Role : int {
    Kind = Qt::UserRole + 1,  // int of TimelineKind
    Author,                   // QString, nick at that time
    AuthorId,                 // QString, never changes; picks the colour
    Text,                     // QString, may hold '\n'
    At,                       // QDateTime in any zone; shown in local time
    Own,                      // bool
    State,                    // int of MessageState, default Stored
    FailureReason,            // QString, a sentence, with State Failed
    FirstOfGroup,             // bool: shown with avatar, name and time; others follow the row above
    Seq,                      // qulonglong, 0 while not stored
    Nonce,                    // QString, names an own message that is not stored yet
};
}  // namespace TimelineRole

// A part of a text, in UTF-16 units.
struct TextSpan {
    int start = 0;
    int length = 0;

    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};
using TextSpans = QVector<TextSpan>;

// A row is an entry of the room's log that was found, the newest first.
namespace SearchRole {
enum Role : int {
    Kind = Qt::UserRole + 1,  // int of TimelineKind: Message or Topic
    Author,                   // QString, nick at that time
    AuthorId,                 // QString, picks the colour
    Text,                     // QString, may hold '\n'
    At,                       // QDateTime in any zone; shown in local time
    Seq,                      // qulonglong, what resultChosen carries
    Found,                    // TextSpans, ascending: the words of Text that were looked for
};
}  // namespace SearchRole

// A row is a person in the room.
namespace PersonRole {
enum Role : int {
    Nick = Qt::UserRole + 1,  // QString
    UserId,                   // QString
    Away,                     // bool
    Typing,                   // bool
    Self,                     // bool, oneself
};
}  // namespace PersonRole

// A row is a server one has been on, the latest first.
namespace ServerRole {
enum Role : int {
    Name = Qt::UserRole + 1,  // QString, may be empty
    Address,                  // QString, host:port, what joinWanted carries
    LastUsed,                 // QDateTime
};
}  // namespace ServerRole

}  // namespace snug::ui
