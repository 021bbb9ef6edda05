// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "load/server_process.h"

namespace snug::load {

namespace {

// utime and stime: fields 14 and 15 of /proc/PID/stat. The second, the name, may hold spaces: begin after it.
std::optional<double> cpuSeconds(const std::string& folder)
{
    std::ifstream file(folder + "/stat");
    std::string line;
    if (!std::getline(file, line)) {
        return std::nullopt;
    }
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) {
        fields >> skipped;
    }
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

ProcessUse& ProcessUse::operator+=(const ProcessUse& other)
{
    cpuSeconds += other.cpuSeconds;
    pssBytes += other.pssBytes;
    privateBytes += other.privateBytes;
    return *this;
}

std::optional<ProcessUse> readProcessUse(int pid)
{
    const std::string folder = "/proc/" + std::to_string(pid);
    const std::optional<double> cpu = cpuSeconds(folder);
    std::ifstream memory(folder + "/smaps_rollup");
    if (!cpu || !memory) {
        return std::nullopt;
    }
    ProcessUse use{.cpuSeconds = *cpu};
    std::string line;
    while (std::getline(memory, line)) {
        std::istringstream fields(line);
        std::string name;
        std::int64_t kibibytes = 0;
        fields >> name >> kibibytes;
        if (name == "Pss:") {
            use.pssBytes = kibibytes * 1024;
        } else if (name == "Private_Clean:" || name == "Private_Dirty:") {
            use.privateBytes += kibibytes * 1024;
        }
    }
    return use;
}

}  // namespace snug::load
