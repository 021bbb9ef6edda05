// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/snugd_process.h"

#include <sys/resource.h>
#include <sys/statvfs.h>

#include <QRegularExpression>
#include <csignal>

#include "support/wait.h"

namespace snug::test {

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
        QStringLiteral("^snugd ready: wss?://127\\.0\\.0\\.1:(\\d+)(?: http://127\\.0\\.0\\.1:(\\d+))?$"),
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
