// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QVector>

#include "client/session.h"

namespace snug::client {

// One search in one room, the newest entries first. The server looks through a bounded part of the log with
// each answer; this goes on over parts by itself until there is enough to show, then waits for goOn(). GUI
// thread. Borrows the session, which outlives it. Bounds: kMost results; kPartsAtOnce parts, or about
// kResultsAtOnce results, without being asked to go on; one request under way.
//
// A server runs one search of a connection at a time: what is still under way, here or in another room, is
// waited for.
class RoomSearch : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle,  // nothing is searched for
        Searching,
        MoreThere,  // goOn() looks through what is older
        Complete,   // all was looked through
        Full,       // there may be more than kMost, which are here
        Failed,     // error() says why; goOn() tries again from there
    };
    static constexpr int kMost = 1'000;
    static constexpr int kResultsAtOnce = 50;
    static constexpr int kPartsAtOnce = 20;

    RoomSearch(Session& session, QString room, Backoff::Random random = {}, QObject* parent = nullptr);

    // Begins anew, without the results of before. A text without a word to search for is as clear().
    void start(const QString& text);
    // From MoreThere and Failed; otherwise does nothing.
    void goOn();
    // Searches no further for now; what was found stays, and goOn() goes on.
    void stop();
    void clear();

    State state() const { return state_; }
    const protocol::Error& error() const { return error_; }
    const QVector<protocol::LogEntry>& results() const { return results_; }
    // Of the results; empty before the first answer.
    const QString& epoch() const { return epoch_; }
    // What is searched for, as words are compared.
    const QStringList& words() const { return words_; }

Q_SIGNALS:
    // The results are gone.
    void cleared();
    // results()[first, first + count) came to the end.
    void found(int first, int count);
    // Also with each further part of a search that goes on by itself.
    void stateChanged();

private:
    void reset();
    void ask();
    void onAnswer(const Outcome<protocol::Found>& outcome);
    void take(const protocol::Found& answer);
    void fail(const protocol::Error& error);
    void setState(State state);

    Session& session_;
    const QString room_;
    Backoff backoff_;
    QTimer retry_;
    State state_ = State::Idle;
    protocol::Error error_;
    QString text_;
    QStringList words_;
    QVector<protocol::LogEntry> results_;
    QString epoch_;
    std::optional<quint64> before_;
    int round_ = 0;  // an answer to a question of another round is late
    int parts_ = 0;  // looked through since start() or goOn()
    qsizetype enough_ = 0;
    bool underWay_ = false;
};

}  // namespace snug::client
