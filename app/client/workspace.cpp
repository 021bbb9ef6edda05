// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/workspace.h"

#include "client/state_codec.h"
#include "protocol/names.h"

namespace snug::client {

namespace {

// A copy that shares nothing that changes: the thread of the files reads it. When a shared container's other
// owner has gone Qt writes to it in place, without what the C++ memory model calls a hand-over between
// threads.
ServerMemory unshared(ServerMemory memory)
{
    memory.former.detach();
    memory.rooms.detach();
    return memory;
}

QVector<Outgoing> unshared(QVector<Outgoing> messages)
{
    messages.detach();
    return messages;
}

}  // namespace

Workspace::Workspace(Options options, StateFiles& files, QObject* parent)
    : QObject(parent)
    , options_(std::move(options))
    , session_({options_.address, options_.nick, {}, options_.client, options_.timing, options_.random})
    , directory_(session_)
    , administration_(session_, options_.random)
    , outbox_({.send = [this](const protocol::Send& message,
                              Outbox::Done done) { session_.ask(message, &outbox_, std::move(done)); },
               .retry = options_.timing.retry,
               .jitter = options_.random})
    , statistics_(session_, [this] { return outbox_.waiting(); })
    , archiveFile_(files, stateFilePath(options_.folder, options_.address, QStringLiteral("state")),
                   [this] {
                       return [server = options_.address, memory = unshared(archive_.memory())] {
                           return encodeMemory(server, memory);
                       };
                   })
    , outboxFile_(files, stateFilePath(options_.folder, options_.address, QStringLiteral("outbox")), [this] {
        return [server = options_.address, messages = unshared(outbox_.messages())] {
            return encodeOutbox(server, messages);
        };
    })
{
    self_.person.nick = options_.nick;
    connectParts();
    connect(&files, &StateFiles::writeFailed, this, [this](const QString& path, const QString& reason) {
        if (path == archiveFile_.path() || path == outboxFile_.path()) {
            Q_EMIT warning(QStringLiteral("%1 cannot be saved: %2").arg(path, reason));
        }
    });
}

Workspace::~Workspace()
{
    session_.disconnect(this);
    session_.stop();
}

void Workspace::connectParts()
{
    connect(&session_, &Session::stateChanged, this, &Workspace::onState);
    connect(&session_, &Session::welcomed, this, &Workspace::onWelcome);
    connect(&session_, &Session::pushed, this, &Workspace::onPush);
    connect(&archive_, &Archive::changed, &archiveFile_, &SavedFile::touch);
    connect(&outbox_, &Outbox::changed, &outboxFile_, &SavedFile::touch);
    connect(&outbox_, &Outbox::messageChanged, this, [this](const Outgoing& message) {
        if (Room* room = find(message.room)) {
            room->state.putPending(message);
        }
    });
    connect(&outbox_, &Outbox::messageDiscarded, this, [this](const QString& name, const QString& nonce) {
        if (Room* room = find(name)) {
            room->state.dropPending(nonce);
        }
    });
    connect(&outbox_, &Outbox::notMember, this, [this](const QString& name) {
        if (Room* room = find(name)) {
            room->sync.rejoin();
        }
    });
    connect(&typingTimer_, &QTimer::timeout, this, [this] {
        const auto now = base::Now::read().steady;
        for (const auto& [name, room] : rooms_) {
            room->state.people().forgetTyping(now);
        }
    });
}

void Workspace::start()
{
    startWanted_ = true;
    if (memory_ == Memory::Unread) {
        memory_ = Memory::Reading;
        load();
    } else if (memory_ == Memory::Read) {
        session_.start();
    }
}

void Workspace::stop()
{
    startWanted_ = false;
    session_.stop();
    archiveFile_.save();
    outboxFile_.save();
}

// Both files are parsed on the files' worker; the values travel through these two, which only one thread
// touches at a time.
void Workspace::load()
{
    filesToLoad_ = 2;
    const auto memory = std::make_shared<ServerMemory>();
    archiveFile_.load(
        [memory](const QByteArray& bytes) {
            auto decoded = decodeMemory(bytes);
            *memory = decoded.value_or(ServerMemory{});
            return decoded.has_value();
        },
        [this, memory](StateFiles::Loaded loaded) {
            archive_.restore(*memory);
            onLoaded(QStringLiteral("What was remembered of this server"), archiveFile_, loaded);
        });
    const auto unsent = std::make_shared<QVector<Outgoing>>();
    outboxFile_.load(
        [unsent](const QByteArray& bytes) {
            auto decoded = decodeOutbox(bytes);
            *unsent = decoded.value_or(QVector<Outgoing>{});
            return decoded.has_value();
        },
        [this, unsent](StateFiles::Loaded loaded) {
            outbox_.restore(*unsent);
            onLoaded(QStringLiteral("The list of unsent messages"), outboxFile_, loaded);
        });
}

void Workspace::onLoaded(const QString& what, const SavedFile& file, StateFiles::Loaded loaded)
{
    if (loaded == StateFiles::Loaded::Corrupt) {
        Q_EMIT warning(
            QStringLiteral("%1 was damaged; the file was put aside as %2.corrupt").arg(what, file.path()));
    } else if (loaded == StateFiles::Loaded::Unreadable) {
        Q_EMIT warning(QStringLiteral("%1 cannot be read: %2").arg(what, file.path()));
    }
    if (--filesToLoad_ > 0) {
        return;
    }
    memory_ = Memory::Read;
    restoreRooms();
    session_.setToken(archive_.memory().token);
    if (startWanted_) {
        session_.start();
    }
}

void Workspace::restoreRooms()
{
    self_.person.user = archive_.memory().user;
    self_.former = archive_.memory().former;
    QStringList names;
    for (auto it = archive_.memory().rooms.cbegin(); it != archive_.memory().rooms.cend(); ++it) {
        if (it->joined) {
            names.append(it.key());
        }
    }
    for (const Outgoing& message : outbox_.messages()) {
        names.append(message.room);  // whoever wrote there was there
    }
    for (const QString& name : names) {
        if (find(name) == nullptr) {
            addRoom(name);
        }
    }
}

void Workspace::onState(const ConnectionState& state)
{
    if (state.phase == ConnectionPhase::Online) {
        typingTimer_.start(options_.timing.tick);
    } else {
        typingTimer_.stop();
        for (const auto& [name, room] : rooms_) {
            room->sync.pause();
        }
    }
    Q_EMIT stateChanged(state);
}

void Workspace::onWelcome(const protocol::Welcome& welcome)
{
    const bool somebodyNew = !self_.person.user.isEmpty() && self_.person.user != welcome.you.user;
    archive_.setSession(welcome.session, welcome.you.user);
    self_ = {welcome.you, archive_.memory().former};
    server_ = welcome.server;
    for (const auto& [name, room] : rooms_) {
        room->state.setSelf(self_);
    }
    directory_.welcomed(welcome);
    setStoring(welcome.storing);
    for (const QString& name : std::exchange(leftUntold_, {})) {
        session_.tell(protocol::Leave{name});
    }
    if (status_ != protocol::PresenceState::Active) {
        session_.tell(protocol::SetStatus{status_});
    }
    if (somebodyNew) {
        Q_EMIT identityChanged(welcome.you);
    }
    Q_EMIT welcomed();
    if (session_.traffic().connects > 1) {
        recovery_.begin(roomNames());
    }
    for (const auto& [name, room] : rooms_) {
        const RoomPhase phase = room->state.phase();
        if (phase == RoomPhase::Away || phase == RoomPhase::Refused) {
            room->sync.enter();
        }
    }
}

void Workspace::onPush(const protocol::Push& push)
{
    const auto visitor = base::overloaded{
        [this](const protocol::Logged& logged) {
            if (Room* room = find(logged.entry.room)) {
                room->sync.take(logged.entry);
            }
        },
        [this](const protocol::PresenceChange& change) {
            if (Room* room = find(change.room)) {
                room->state.people().apply(change);
            }
        },
        [this](const protocol::TypingChange& change) {
            if (Room* room = find(change.room)) {
                room->sync.take(change);
            }
        },
        [this](const protocol::RoomChange& change) { onRoomChange(change); },
        [this](const protocol::LogReset& reset) {
            if (Room* room = find(reset.room)) {
                if (reset.cleared) {
                    room->state.forgetLog();
                }
                room->sync.rejoin();
            }
        },
        [this](const protocol::StoringChange& change) { setStoring(change.storing); },
        [this](const protocol::Notice& notice) { Q_EMIT noticeReceived(notice.by, notice.text); },
        [](const protocol::Probed&) {},
        [](const protocol::AdminPush&) {},  // the administration hears it itself
    };
    std::visit(visitor, push);
}

void Workspace::setStoring(bool storing)
{
    if (std::exchange(storing_, storing) == storing) {
        return;
    }
    if (storing) {
        directory_.tryNow();
        for (const auto& [name, room] : rooms_) {
            room->sync.tryNow();
        }
        outbox_.tryNow();
    }
    Q_EMIT storingChanged(storing);
}

}  // namespace snug::client
