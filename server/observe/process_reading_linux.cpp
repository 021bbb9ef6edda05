// SPDX-License-Identifier: GPL-3.0-or-later
#include <dirent.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <QByteArray>
#include <QFile>

#include "observe/process_reading.h"

namespace snug::observe {

namespace {

double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::optional<double> cpuSeconds()
{
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0) {
        return std::nullopt;
    }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::optional<double> mostDescriptors()
{
    rlimit descriptors{};
    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0) {
        return std::nullopt;
    }
    return static_cast<double>(descriptors.rlim_cur);
}

QByteArray contentsOf(const char* path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<double> residentBytes()
{
    const QList<QByteArray> pages = contentsOf("/proc/self/statm").split(' ');
    if (pages.size() < 2) {
        return std::nullopt;
    }
    return pages[1].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::optional<double> openDescriptors()
{
    DIR* folder = opendir("/proc/self/fd");
    if (folder == nullptr) {
        return std::nullopt;
    }
    int count = 0;
    while (readdir(folder) != nullptr) {
        ++count;
    }
    closedir(folder);
    return count - 3;  // ".", ".." and the descriptor that reads the folder
}

// The boot's time plus field 22 of /proc/self/stat, which counts ticks since boot.
std::optional<double> startSeconds()
{
    const QByteArray stat = contentsOf("/proc/self/stat");
    // The program's name, in parentheses, may hold spaces: count the fields after it.
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const QByteArray system = contentsOf("/proc/stat");
    const qsizetype boot = system.indexOf("btime ");
    if (fields.size() < 20 || boot < 0) {
        return std::nullopt;
    }
    const double bootSeconds = system.mid(boot + 6, system.indexOf('\n', boot) - boot - 6).toDouble();
    return bootSeconds + fields[19].toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

ProcessReading readProcess()
{
    return {cpuSeconds(), residentBytes(), openDescriptors(), mostDescriptors(), startSeconds()};
}

}  // namespace snug::observe
