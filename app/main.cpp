// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QTextStream>

#include "base/log.h"
#include "shell/command_line.h"
#include "shell/desktop.h"
#include "stop_signals.h"

// snug: the desktop program.
int main(int argc, char** argv)
{
    using namespace snug;

    // Before QApplication, so that --help works without a display.
    QStringList arguments;
    for (int at = 1; at < argc; ++at) {
        arguments.append(QString::fromLocal8Bit(argv[at]));
    }
    const shell::CommandLine line = shell::readCommandLine(arguments);
    if (!line.error.isEmpty()) {
        QTextStream(stderr) << "snug: " << line.error << "\nsnug --help tells the options.\n";
        return 64;
    }
    if (!line.text.isEmpty()) {
        QTextStream(stdout) << line.text;
        return 0;
    }
    base::installLogging(base::LogLevel::Warning);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("snug"));
    QApplication::setApplicationDisplayName(QStringLiteral("Snug"));
    QApplication::setDesktopFileName(QStringLiteral("snug"));
    QApplication::setQuitOnLastWindowClosed(false);

    const shell::Folders folders = shell::Folders::of(line.profile);
    host::ServerConfig host;
    host.dataFolder = folders.serverFolder;
    host.http = false;  // nobody monitors a desktop; snugd serves it
    shell::Desktop desktop(folders, host);
    // exit() and not quit(), which closes every window first: then the host would be asked whether to stop, a
    // second time by "Quit", and with nobody there to answer by a signal.
    const auto end = [] { QApplication::exit(0); };
    QObject::connect(&desktop, &shell::Desktop::quitWanted, &application, end);
    onStopSignal(desktop, end);
    desktop.begin(line);
    return QApplication::exec();
}
