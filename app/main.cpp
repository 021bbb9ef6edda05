// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QTextStream>

#include "base/log.h"
#include "platform/application_service.h"
#include "platform/link_events.h"
#include "platform/single_instance.h"
#include "shell/application_id.h"
#include "shell/command_line.h"
#include "shell/desktop.h"
#include "stop_signals.h"

namespace {

constexpr int kUnavailable = 69;  // as sysexits.h has it

// By the folder as it is, so that two ways to name it are one profile.
QString profileOf(const snug::shell::Folders& folders)
{
    const QString folder = QFileInfo(folders.settingsFile).absolutePath();
    QDir().mkpath(folder);
    const QString real = QDir(folder).canonicalPath();
    return real.isEmpty() ? folder : real;
}

}  // namespace

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
    QApplication::setApplicationVersion(QStringLiteral(SNUG_VERSION));
    QApplication::setDesktopFileName(shell::applicationId());
    QApplication::setQuitOnLastWindowClosed(false);

    const shell::Folders folders = shell::Folders::of(line.profile);
    platform::SingleInstance instance(folders.runtimeFolder, profileOf(folders));
    switch (instance.claim(shell::handOver(line))) {
        case platform::SingleInstance::Claim::First:
            break;
        case platform::SingleInstance::Claim::HandedOver:
            return 0;
        case platform::SingleInstance::Claim::Unanswered:
            QTextStream(stderr) << "snug: Snug runs already, and does not answer. End it first.\n";
            return kUnavailable;
    }
    host::ServerConfig host;
    host.dataFolder = folders.serverFolder;
    host.http = false;  // nobody monitors a desktop; snugd serves it
    shell::Desktop desktop(folders, host);
    // exit() and not quit(), which closes every window first: then the host would be asked whether to stop, a
    // second time by "Quit", and with nobody there to answer by a signal.
    const auto end = [] { QApplication::exit(0); };
    QObject::connect(&desktop, &shell::Desktop::quitWanted, &application, end);
    onStopSignal(desktop, end);
    platform::ApplicationService service(shell::applicationId());
    const platform::LinkEvents links(application);
    QObject::connect(&links, &platform::LinkEvents::wanted, &desktop, &shell::Desktop::open);
    QObject::connect(&instance, &platform::SingleInstance::wanted, &desktop, &shell::Desktop::open);
    QObject::connect(&service, &platform::ApplicationService::wanted, &desktop, &shell::Desktop::open);
    desktop.begin(line);
    if (line.profile.isEmpty()) {
        // The usual profile is the one that the desktop's links and icons mean. After the window, which does
        // not wait for the bus.
        QMetaObject::invokeMethod(&service, &platform::ApplicationService::start, Qt::QueuedConnection);
    }
    return QApplication::exec();
}
