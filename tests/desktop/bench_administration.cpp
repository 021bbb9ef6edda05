// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDir>
#include <QProcess>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include "base/task_queue.h"
#include "client/administration.h"
#include "desktop/desktop_rig.h"
#include "host/owner.h"
#include "shell/admin_binder.h"
#include "support/snugd_process.h"
#include "ui/admin/admin_table.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/connections_page.h"

// bench_administration FOLDER: the administration window on a real snugd with 500 people who chat. Pictures
// of every page, light and dark, go to FOLDER; printed is how long the GUI thread let somebody wait
// meanwhile.

namespace snug::test {

namespace {

using namespace Qt::StringLiterals;
using ui::AdminPage;

constexpr int kPeople = 500;
constexpr std::chrono::seconds kDwell{5};

// Asks the GUI thread every few milliseconds from another one, and notes how long each answer took.
class GuiWatch {
public:
    GuiWatch()
        : thread_([this] { ask(); })
    {
    }
    ~GuiWatch()
    {
        ends_ = true;
        thread_.join();
    }
    Q_DISABLE_COPY_MOVE(GuiWatch)

    // Milliseconds since the last call, ascending.
    std::vector<double> take()
    {
        std::vector<double> taken = std::exchange(waits_, {});
        std::sort(taken.begin(), taken.end());
        return taken;
    }

private:
    void ask()
    {
        while (!ends_) {
            const auto asked = std::chrono::steady_clock::now();
            gui_.post([this, asked] {
                waits_.push_back(
                    std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - asked)
                        .count());
            });
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
    }

    base::TaskQueue gui_;  // lives on the GUI thread
    std::vector<double> waits_;
    std::atomic<bool> ends_{false};
    std::thread thread_;
};

void dress(DesktopRig& rig, ui::ThemeMode mode)
{
    ui::Preferences preferences;
    preferences.nick = rig.nick();
    preferences.theme = mode;
    rig.program().apply(preferences);
}

void dwell(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

void show(ui::AdminWindow& window, GuiWatch& gui, AdminPage page, const QString& file)
{
    window.showPage(page);
    if (page == AdminPage::Connections) {
        window.connections()->table()->selectRow(3);
    }
    dwell(std::chrono::seconds{1});  // that a page is laid out for the first time is not what is measured
    gui.take();
    dwell(kDwell);
    const std::vector<double> waits = gui.take();
    std::printf("%-24s median %5.1f ms  p99 %5.1f ms  longest %5.1f ms\n",
                qPrintable(QFileInfo(file).baseName()), waits.at(waits.size() / 2),
                waits.at(waits.size() * 99 / 100), waits.back());
    window.grab().save(file);
}

bool run(const QDir& folder)
{
    SnugdProcess server;
    DesktopRig ada(u"Ada"_s);
    if (!server.start() || !ada.join(server.port())) {
        return false;
    }
    if (!waitUntil([&] { return !offeredCode(server).isEmpty(); })) {
        return false;
    }
    client::Administration& administration = ada.program().workspace()->administration();
    administration.claim(offeredCode(server));
    QProcess load;
    load.start(QStringLiteral(SNUG_LOAD_PROGRAM),
               {u"--url"_s, u"ws://127.0.0.1:%1"_s.arg(server.port()), u"--rooms"_s, u"10"_s, u"--members"_s,
                QString::number(kPeople / 10), u"--rate"_s, u"50"_s, u"--seconds"_s, u"200"_s, u"--quiet"_s});
    if (!waitUntil([&] { return administration.mayAdminister(); })) {
        return false;
    }
    ada.program().administration()->showAdministration();
    ui::AdminWindow& window = *ada.program().administration()->administrationWindow();
    window.resize(1180, 760);
    window.showPage(AdminPage::Connections);
    if (!waitUntil([&] { return window.connections()->table()->model()->rowCount() > kPeople; })) {
        return false;
    }
    GuiWatch gui;
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        dress(ada, mode);
        const QString suffix = mode == ui::ThemeMode::Dark ? u"-dark.png"_s : u".png"_s;
        for (const auto& [page, name] :
             {std::pair{AdminPage::Overview, u"overview"_s},
              std::pair{AdminPage::Connections, u"connections"_s}, std::pair{AdminPage::Rooms, u"rooms"_s},
              std::pair{AdminPage::Sanctions, u"sanctions"_s}, std::pair{AdminPage::Audit, u"audit"_s},
              std::pair{AdminPage::Logs, u"logs"_s}, std::pair{AdminPage::Settings, u"settings"_s},
              std::pair{AdminPage::Instances, u"instances"_s}}) {
            show(window, gui, page, folder.filePath(name + suffix));
        }
    }
    load.kill();
    load.waitForFinished();
    return true;
}

}  // namespace

}  // namespace snug::test

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (QApplication::arguments().size() != 2 || !QDir().mkpath(QApplication::arguments().at(1))) {
        std::fputs("usage: bench_administration FOLDER\n", stderr);
        return 64;
    }
    return snug::test::run(QDir(QApplication::arguments().at(1))) ? 0 : 1;
}
