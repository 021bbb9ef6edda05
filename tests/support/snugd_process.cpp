// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/snugd_process.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <QRegularExpression>
#include <csignal>

#include "support/wait.h"

namespace snug::test {

namespace {

constexpr int kFirstHanded = 3;    // by sd_listen_fds(3)
constexpr int kHandedApart = 200;  // none of ours is so high

}  // namespace

SnugdProcess::SnugdProcess()
{
    QObject::connect(&process_, &QProcess::readyReadStandardOutput, &process_,
                     [this] { out_ += process_.readAllStandardOutput(); });
    QObject::connect(&process_, &QProcess::readyReadStandardError, &process_,
                     [this] { err_ += process_.readAllStandardError(); });
    // So that refuseWrites() shows as an error of write() and not as the end of the process.
    process_.setChildProcessModifier([] { std::signal(SIGXFSZ, SIG_IGN); });
}

SnugdProcess::~SnugdProcess()
{
    process_.kill();
    process_.waitForFinished();
}

void SnugdProcess::launch(const QStringList& options)
{
    out_.clear();
    err_.clear();
    port_ = 0;
    httpPort_ = 0;
    if (!handing_.isEmpty()) {
        process_.start(QStringLiteral("sh"), handing_ + QStringList{QStringLiteral(SNUGD_PROGRAM)} + options);
        return;
    }
    if (diskBytes_ == 0) {
        process_.start(QStringLiteral(SNUGD_PROGRAM), options);
        return;
    }
    // The shell becomes snugd, so that the process is its own.
    const QString script =
        QStringLiteral("mount -t tmpfs -o size=\"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"");
    process_.start(QStringLiteral("unshare"),
                   QStringList{QStringLiteral("--map-root-user"), QStringLiteral("--mount"),
                               QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh"),
                               QString::number(diskBytes_), folder(), QStringLiteral(SNUGD_PROGRAM)} +
                       options);
}

void SnugdProcess::handOver(const std::vector<int>& sockets, const QByteArray& names, const QString& pid)
{
    // Out of the way first: what is to be 3 may be in the place of what is to be 4.
    process_.setChildProcessModifier([sockets] {
        std::signal(SIGXFSZ, SIG_IGN);
        for (std::size_t index = 0; index < sockets.size(); ++index) {
            ::dup2(sockets[index], kHandedApart + static_cast<int>(index));
        }
        for (std::size_t index = 0; index < sockets.size(); ++index) {
            ::dup2(kHandedApart + static_cast<int>(index), kFirstHanded + static_cast<int>(index));
            ::close(kHandedApart + static_cast<int>(index));
        }
    });
    // The shell becomes snugd: its process id is the one to be told.
    const QString script =
        QStringLiteral("export LISTEN_PID=${1:-$$} LISTEN_FDS=$2 LISTEN_FDNAMES=$3; shift 3; exec \"$@\"");
    handing_ = {QStringLiteral("-c"),    script, QStringLiteral("sh"), pid, QString::number(sockets.size()),
                QString::fromUtf8(names)};
}

bool SnugdProcess::remountDisk(const QString& options)
{
    return QProcess::execute(QStringLiteral("nsenter"),
                             {QStringLiteral("--target"), QString::number(pid()), QStringLiteral("--user"),
                              QStringLiteral("--mount"), QStringLiteral("mount"), QStringLiteral("-o"),
                              QStringLiteral("remount,") + options, folder()}) == 0;
}

qint64 SnugdProcess::usedOfDisk() const
{
    struct statvfs disk = {};
    statvfs(qPrintable(QStringLiteral("/proc/%1/root%2").arg(pid()).arg(folder())), &disk);
    return static_cast<qint64>((disk.f_blocks - disk.f_bfree) * disk.f_frsize);
}

bool SnugdProcess::start(const QStringList& more)
{
    QStringList options;
    const auto set = [&options](const char* name, const QString& value) {
        options << QStringLiteral("--") + QLatin1StringView(name) << value;
    };
    set("listen", QStringLiteral("127.0.0.1"));
    set("port", QStringLiteral("0"));
    set("http-port", QStringLiteral("0"));
    set("data", folder());
    set("max-connections-per-address", QStringLiteral("0"));
    set("messages-per-second", QStringLiteral("0"));
    set("commands-per-second", QStringLiteral("0"));
    launch(options + more);

    static const QRegularExpression ready(
        QStringLiteral(
            "^snugd ready: wss?://(?:127\\.0\\.0\\.1|\\[::\\]):(\\d+)(?: http://127\\.0\\.0\\.1:(\\d+))?$"),
        QRegularExpression::MultilineOption);
    const bool said = waitUntil(
        [this] { return ready.match(out()).hasMatch() || process_.state() == QProcess::NotRunning; });
    const auto match = ready.match(out());
    if (!said || !match.hasMatch()) {
        return false;
    }
    port_ = match.captured(1).toUShort();
    httpPort_ = match.captured(2).toUShort();
    return true;
}

int SnugdProcess::runToEnd(const QStringList& options)
{
    launch(options);
    return waitForEnd();
}

void SnugdProcess::terminate()
{
    process_.terminate();
}

void SnugdProcess::interrupt()
{
    ::kill(static_cast<pid_t>(process_.processId()), SIGINT);
}

void SnugdProcess::killHard()
{
    process_.kill();
    waitForEnd();
}

int SnugdProcess::waitForEnd()
{
    if (!waitUntil([this] { return process_.state() == QProcess::NotRunning; })) {
        return -1;
    }
    return process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1;
}

void SnugdProcess::refuseWrites(bool refuse)
{
    rlimit limit{};
    const auto pid = static_cast<pid_t>(process_.processId());
    prlimit(pid, RLIMIT_FSIZE, nullptr, &limit);
    limit.rlim_cur = refuse ? 1 : limit.rlim_max;
    prlimit(pid, RLIMIT_FSIZE, &limit, nullptr);
}

}  // namespace snug::test
