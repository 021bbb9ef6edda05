// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace snug::test {

Terminal::Terminal()
    : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
{
    if (master_ >= 0 && ::grantpt(master_) == 0 && ::unlockpt(master_) == 0) {
        slave_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
}

Terminal::~Terminal()
{
    ::close(slave_);
    ::close(master_);
}

void Terminal::showErrorsOf(QProcess& process) const
{
    process.setChildProcessModifier([slave = slave_] { ::dup2(slave, STDERR_FILENO); });
}

QString Terminal::drawn()
{
    ::close(std::exchange(slave_, -1));
    QByteArray drawn;
    char piece[4'096];
    for (ssize_t got = 1; got > 0;) {  // until there is nobody who could draw
        got = ::read(master_, piece, sizeof piece);
        drawn.append(piece, std::max<ssize_t>(got, 0));
    }
    return QString::fromUtf8(drawn);
}

}  // namespace snug::test
