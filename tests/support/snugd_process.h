// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <optional>
#include <vector>

namespace snug::test {

// The real program snugd, as built, on loopback and free ports. Its data stays in `folder()` over several
// starts. What waits runs the event loop. The destructor kills what still runs.
class SnugdProcess {
public:
    SnugdProcess();
    ~SnugdProcess();
    Q_DISABLE_COPY_MOVE(SnugdProcess)

    // From here on it has a disk of its own of this size (in memory) for its folder, in a mount namespace of
    // its own; it ends with it. Linux.
    void useOwnDisk(qint64 bytes) { diskBytes_ = bytes; }
    // Gives that disk other options, such as "ro" or "size=4096k"; false: it is not to be had so.
    bool remountDisk(const QString& options);
    // What lies on it now.
    qint64 usedOfDisk() const;

    // From here on it is started as by a service manager that listens on these sockets: it gets them as
    // descriptors 3 and on, with `names` (separated by colons), meant for the process `pid`; empty: for it.
    // They stay the caller's.
    void handOver(const std::vector<int>& sockets, const QByteArray& names, const QString& pid = {});

    // Starts it with loopback, free ports, no rate limits and this folder; `more` options come after and win.
    // Waits for the line that says it is ready; false: it ended, or was silent.
    bool start(const QStringList& more = {});
    // Starts it with exactly these options and waits until it has ended; answers its exit code, -1: it did
    // not end by itself or crashed.
    int runToEnd(const QStringList& options);

    // Of the last ready line.
    quint16 port() const { return port_; }
    quint16 httpPort() const { return httpPort_; }

    void terminate();  // SIGTERM
    void interrupt();  // SIGINT
    void killHard();   // SIGKILL; waits until it is gone
    // Waits for the end; the exit code, or -1 as above.
    int waitForEnd();
    bool isRunning() const { return process_.state() == QProcess::Running; }
    qint64 pid() const { return process_.processId(); }

    // Makes every write to a file fail from now on, as on a full disk, or allows them again.
    void refuseWrites(bool refuse);

    QString folder() const { return folder_.path(); }
    QString out() const { return QString::fromUtf8(out_); }
    QString err() const { return QString::fromUtf8(err_); }

private:
    void launch(const QStringList& options);

    QTemporaryDir folder_;
    qint64 diskBytes_ = 0;  // 0: the folder's own disk
    QStringList handing_;   // the shell's arguments that tell snugd of sockets; empty: there are none
    QProcess process_;
    QByteArray out_;
    QByteArray err_;
    quint16 port_ = 0;
    quint16 httpPort_ = 0;
};

}  // namespace snug::test
