// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "client/answers.h"
#include "client/backoff.h"
#include "client/connection_state.h"
#include "client/requests.h"
#include "client/route.h"
#include "client/timing.h"
#include "client/wire.h"

namespace snug::client {

// What went over the connection since the session was made, all its reconnects together. Frames' payload.
struct Traffic {
    quint64 framesIn = 0;
    quint64 framesOut = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    int connects = 0;  // welcomes heard

    friend bool operator==(const Traffic&, const Traffic&) = default;
};

// The connection to one server as one thing that lasts: it connects, says hello, measures the round trip,
// comes back after a drop with jittered back-off, goes where a server sends it on to (Route), and stops where
// the server's close code or refusal says so, or its certificate is not trusted. GUI thread. Bounds:
// Requests::kMost requests under way; every wait of Timing.
class Session : public QObject {
    Q_OBJECT

public:
    struct Options {
        ServerAddress address;
        QString nick;
        QString token;   // from an earlier welcome; may be empty
        QString client;  // name and version of the program
        Timing timing{};
        Backoff::Random random{};
    };

    explicit Session(Options options, QObject* parent = nullptr);
    ~Session() override;

    // Connects, from Offline and Stopped; otherwise does nothing.
    void start();
    // Says good-bye; Offline at once.
    void stop();
    // The person does not want to wait: ends Waiting, and a connection attempt begins.
    void connectNow();
    // Used by the next hello; a welcome writes over both.
    void setNick(const QString& nick) { options_.nick = nick; }
    void setToken(const QString& token) { options_.token = token; }

    const ConnectionState& state() const { return state_; }
    bool isOnline() const { return state_.phase == ConnectionPhase::Online; }
    // What the person named, wherever the server has sent us since.
    const ServerAddress& address() const { return options_.address; }
    const QString& nick() const { return options_.nick; }
    // The newest of the server's limits; the defaults until the first welcome.
    const protocol::Limits& limits() const { return limits_; }
    const Traffic& traffic() const { return traffic_; }
    qint64 bytesToWrite() const { return wire_ == nullptr ? 0 : wire_->bytesToWrite(); }
    const Timing& timing() const { return options_.timing; }

    // Sends a command; `done` is called once, later, with the answer or the reason why there is none, unless
    // `context` is gone by then.
    template <class Command>
    void ask(Command command, QObject* context, std::function<void(Outcome<AnswerOf<Command>>)> done)
    {
        askAny(std::move(command), context, typed<AnswerOf<Command>>(std::move(done)));
    }
    // Sends a command whose answer nobody waits for; lost when not online.
    void tell(protocol::Command command);

Q_SIGNALS:
    void stateChanged(const snug::client::ConnectionState& state);
    // After every hello that succeeded, right after stateChanged(Online).
    void welcomed(const snug::protocol::Welcome& welcome);
    void pushed(const snug::protocol::Push& push);
    void roundTrip(std::chrono::microseconds time);

private:
    template <class Answer>
    static Requests::Done typed(std::function<void(Outcome<Answer>)> done)
    {
        return [done = std::move(done)](const Outcome<protocol::Answer>& outcome) {
            if (!outcome) {
                done(outcome.error());
            } else if (const auto* answer = answerIf<Answer>(outcome.value())) {
                done(*answer);
            } else {
                done(Failure::of(Failure::Kind::Unreadable));
            }
        };
    }

    void askAny(protocol::Command command, QObject* context, Requests::Done done);
    void send(protocol::Command command, QObject* context, std::chrono::milliseconds within,
              Requests::Done done);
    void write(const protocol::Request& request);
    void setState(ConnectionState state);
    void open();
    void sayHello();
    void onHello(const Outcome<protocol::Welcome>& outcome);
    void onFrame(const QByteArray& frame);
    void onEnded(quint16 closeCode, const QString& reason);
    void waitAndRetry(ConnectionState why);
    void dropWire();
    void tick();
    void measure(base::SteadyTime now);

    Options options_;
    Route route_;
    ConnectionState state_;
    protocol::Limits limits_;
    Traffic traffic_;
    Backoff backoff_;
    Requests requests_;
    Wire* wire_ = nullptr;
    QTimer retry_;
    QTimer tick_;
    base::SteadyTime lastHeard_{};
    base::SteadyTime onlineSince_{};
    base::SteadyTime lastPing_{};
    bool pingUnderWay_ = false;
};

}  // namespace snug::client
