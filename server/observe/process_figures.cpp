// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/process_figures.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>
#endif

#include <QByteArray>
#include <QFile>
#include <optional>

#ifdef Q_OS_LINUX
#include <dirent.h>
#endif

namespace snug::observe {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(const char* name, const char* help, MetricType type, double value)
{
    ClientMetric metric;
    if (type == MetricType::Counter) {
        metric.counter.value = value;
    } else {
        metric.gauge.value = value;
    }
    return {name, help, type, {metric}};
}

#ifdef Q_OS_UNIX
double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}
#endif

#ifdef Q_OS_LINUX
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

// Seconds since 1970: the boot's time plus field 22 of /proc/self/stat, which counts ticks since boot.
std::optional<double> startTime()
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
#endif

}  // namespace

std::vector<MetricFamily> ProcessFigures::Collect() const
{
    std::vector<MetricFamily> families;
#ifdef Q_OS_UNIX
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        families.push_back(family("process_cpu_seconds_total", "User and system CPU time spent.",
                                  MetricType::Counter, seconds(usage.ru_utime) + seconds(usage.ru_stime)));
    }
    rlimit descriptors{};
    if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0) {
        families.push_back(family("process_max_fds", "Descriptors that the process may open.",
                                  MetricType::Gauge, static_cast<double>(descriptors.rlim_cur)));
    }
#endif
#ifdef Q_OS_LINUX
    if (const auto bytes = residentBytes()) {
        families.push_back(family("process_resident_memory_bytes", "Memory in use, as resident set.",
                                  MetricType::Gauge, *bytes));
    }
    if (const auto count = openDescriptors()) {
        families.push_back(family("process_open_fds", "Descriptors open now.", MetricType::Gauge, *count));
    }
    if (const auto start = startTime()) {
        families.push_back(family("process_start_time_seconds",
                                  "When the process began, in seconds since 1970.", MetricType::Gauge,
                                  *start));
    }
#endif
    return families;
}

}  // namespace snug::observe
