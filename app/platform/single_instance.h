// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <chrono>

#include "platform/hand_over.h"

class QLocalSocket;

namespace snug::platform {

// That a person has one program for a profile: the first one runs, each further start hands over what it
// wants and ends. Of any number that start at once exactly one is the first.
//
// A lock says who is the first, a local socket beside it takes what the others want; so a socket that a
// killed program left is known to be nobody's, and who comes before the first one listens only has to try
// again. Both are files in a folder of the user's own, and the socket lets nobody else in. GUI thread.
// Bounds: kMost hand-overs at once, kLongestHandOver bytes each, kPatience for all of it.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 32;
    static constexpr std::chrono::seconds kPatience{15};

    enum class Claim {
        First,       // run: wanted() tells what later starts hand over
        HandedOver,  // the one that runs has it: end
        Unanswered,  // one runs, and does not answer or does not understand
    };

    // `folder` is made when it is missing; `profile` is any text that tells this person's profiles apart.
    SingleInstance(const QString& folder, const QString& profile, QObject* parent = nullptr);
    ~SingleInstance() override;

    // Waits for the one that runs; before the event loop, once. Where there can be no lock (no such folder,
    // or it is read-only) one is the first: better two than none.
    Claim claim(const HandOver& wish);

Q_SIGNALS:
    void wanted(const snug::platform::HandOver& wish);

private:
    enum class Answer { None, Taken, Refused };

    Claim begin();
    Answer handOver(const QByteArray& line, const QDeadlineTimer& deadline);
    void receive();
    void read(QLocalSocket* socket);

    const QString path_;  // of the socket
    QLockFile lock_;
    QLocalServer server_;  // closes before the lock is let go of
    int open_ = 0;
};

}  // namespace snug::platform
