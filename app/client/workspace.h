// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>
#include <memory>

#include "client/administration.h"
#include "client/archive.h"
#include "client/connection_statistics.h"
#include "client/outbox.h"
#include "client/recovery.h"
#include "client/room.h"
#include "client/room_directory.h"
#include "client/room_search.h"
#include "client/saved_file.h"
#include "client/session.h"

namespace snug::client {

// One server as a person uses it: the connection, the rooms they are in, what they have written and not yet
// got through, and what is remembered over restarts. The program's one door to a server, its own included.
// GUI thread, never blocks. Owns all parts; borrows the files, which outlive it.
//
// Joined rooms, drafts, read marks, session and unsent messages come back by themselves at start(). After a
// drop it reconnects, is the same person, resumes every room, and reports with recovered().
class Workspace : public QObject {
    Q_OBJECT

public:
    struct Options {
        ServerAddress address;
        QString nick;
        QString client;  // name and version of the program
        QString folder;  // where the state of servers is kept
        Timing timing{};
        Backoff::Random random{};
    };

    Workspace(Options options, StateFiles& files, QObject* parent = nullptr);
    ~Workspace() override;

    // Reads what was kept, then connects. Also after Stopped, with the reason mended.
    void start();
    // Says good-bye to the server and saves. What is unsent stays.
    void stop();
    void connectNow() { session_.connectNow(); }
    // For the next hello.
    void setNick(const QString& nick) { session_.setNick(nick); }

    const Session& session() const { return session_; }
    const ConnectionStatistics& statistics() const { return statistics_; }
    const Outbox& outbox() const { return outbox_; }
    const RoomDirectory& directory() const { return directory_; }
    Administration& administration() { return administration_; }
    const protocol::ServerInfo& server() const { return server_; }
    // False while the server says that it cannot store messages: what is sent waits. True until it says so.
    bool isStoring() const { return storing_; }
    const Self& self() const { return self_; }

    // Rooms one is in, by name. Null when one is not. Lives until roomRemoved.
    RoomState* room(const QString& name) const;
    QStringList roomNames() const;

    // ---- wishes. Names may have any form; they are made canonical.

    // Fails later with joinFailed. Offline it waits.
    void join(const QString& name);
    // With what is still unsent in it.
    void leave(const QString& name);
    // Creates and joins; fails with createFailed.
    void create(const QString& name, const QString& topic, bool keep);
    // Takes the message, online or not, and answers its nonce; or why it is none (Empty, TooLong, NotMember,
    // or Overloaded when the outbox is full).
    base::Result<QString, protocol::Error> send(const QString& name, const QString& text);
    void retry(const QString& nonce) { outbox_.retry(nonce); }
    void discard(const QString& nonce) { outbox_.discard(nonce); }
    // Fails with topicFailed.
    void setTopic(const QString& name, const QString& topic);
    // Ends with olderFinished.
    void loadOlder(const QString& name);
    void loadPeople(const QString& name);
    void loadRooms() { directory_.loadMore(); }
    // A search in this room, for whoever shows it; goes before the workspace does.
    std::unique_ptr<RoomSearch> makeSearch(const QString& room);
    // Call at each change of the composer; what is told to others is thinned out.
    void typing(const QString& name, bool active);
    void setDraft(const QString& name, const QString& draft);
    void setStatus(protocol::PresenceState status);
    // The newest messages of the room are before the person's eyes from now on; or no longer. Set it again
    // and again as you like.
    void setReading(const QString& name, bool reading);
    // Nobody looks at the room's timeline any more: the newest are not read, and old entries go from memory.
    void release(const QString& name);

Q_SIGNALS:
    void stateChanged(const snug::client::ConnectionState& state);
    // Online, all that the welcome tells is known; rooms are about to join.
    void welcomed();
    void roomAdded(const QString& name);
    // The room's state is gone after this.
    void roomRemoved(const QString& name);
    // Who administers the server deleted a room that one was in, with all that was said there; after
    // roomRemoved.
    void roomDeleted(const QString& name);
    void joinFailed(const QString& name, const snug::protocol::Error& error);
    void createFailed(const QString& name, const snug::protocol::Error& error);
    void topicFailed(const QString& room, const snug::protocol::Error& error);
    void olderFinished(const QString& room, bool moreThere);
    void storingChanged(bool storing);
    // After a reconnect, once every room is live again.
    void recovered(const snug::client::RecoveryReport& report);
    // The server did not know our session any more: we are somebody new to it.
    void identityChanged(const snug::protocol::Person& now);
    // From who administers the server, to us or to everybody; text of people.
    void noticeReceived(const QString& by, const QString& text);
    // Something is wrong with the files on disk; a sentence.
    void warning(const QString& sentence);

private:
    void connectParts();
    void connectRoom(Room& room);
    void load();
    void onLoaded(const QString& what, const SavedFile& file, StateFiles::Loaded loaded);
    void restoreRooms();
    void onState(const ConnectionState& state);
    void onWelcome(const protocol::Welcome& welcome);
    void onPush(const protocol::Push& push);
    void setStoring(bool storing);
    Room* find(const QString& name) const;
    Room* findAnyForm(const QString& name) const;
    Room& addRoom(const QString& name);
    void removeRoom(const QString& name);
    // Nothing of it is wanted any more, here or after the next start.
    void forgetRoom(const QString& name);
    void onRoomChange(const protocol::RoomChange& change);
    void onRefused(const QString& name);
    void report(const std::optional<RecoveryReport>& report);

    Options options_;
    Session session_;
    RoomDirectory directory_;
    Administration administration_;
    Archive archive_;
    Outbox outbox_;
    ConnectionStatistics statistics_;
    SavedFile archiveFile_;
    SavedFile outboxFile_;
    Recovery recovery_;
    Self self_;
    protocol::ServerInfo server_;
    bool storing_ = true;
    std::map<QString, std::unique_ptr<Room>> rooms_;
    QSet<QString> asked_;     // joined by wish, not yet let in
    QStringList leftUntold_;  // left while there was no connection
    protocol::PresenceState status_ = protocol::PresenceState::Active;
    QTimer typingTimer_;
    int filesToLoad_ = 0;
    enum class Memory { Unread, Reading, Read } memory_ = Memory::Unread;
    bool startWanted_ = false;
};

}  // namespace snug::client
