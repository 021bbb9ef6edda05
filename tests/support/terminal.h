// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

namespace snug::test {

// A terminal that a program draws on, and nobody types at: what a person would see, as bytes. The kernel
// keeps some thousand of them until they are read; more holds the program up.
class Terminal {
public:
    Terminal();
    ~Terminal();
    Q_DISABLE_COPY_MOVE(Terminal)

    bool isOpen() const { return slave_ >= 0; }
    // The standard error of the process, which is still to be started.
    void showErrorsOf(QProcess& process) const;
    // All that was drawn, after every program that could has ended. Once.
    QString drawn();

private:
    int master_ = -1;
    int slave_ = -1;
};

}  // namespace snug::test
