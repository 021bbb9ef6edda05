// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes of the administration, and of the doctor.
#include <QLabel>

#include "desktop/gallery.h"
#include "ui/admin/admin_table.h"
#include "ui/admin/admin_window.h"
#include "ui/admin/claim_dialog.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/settings_page.h"
#include "ui/findings_dialog.h"
#include "ui/host_panel.h"

namespace snug::test {

using namespace Qt::StringLiterals;
using ui::AdminPage;

namespace {

constexpr QSize kAdminWide{1180, 760};
constexpr QSize kAdminNarrow{720, 700};

bool hasRows(const ui::TablePage& page, int least = 1)
{
    return waitUntil([&page, least] { return page.table()->model()->rowCount() >= least; });
}

}  // namespace

// What an administrator has done by now, so that there is something to see.
bool Gallery::administer(ui::AdminWindow& window)
{
    Q_EMIT window.sanctions()->sanctionWanted({false, true, u"203.0.113.0/24"_s, u"Sells watches."_s, 0});
    Q_EMIT window.sanctions()->sanctionWanted({true, false, u"Mallory"_s, u"Calm down first."_s, 24 * 60});
    Q_EMIT window.rooms()->lockWanted(u"release-0.1"_s, true);
    Q_EMIT window.connections()->noticeWanted({}, u"The server moves to the new rack at ten."_s);
    Q_EMIT window.settings()->settingWanted(u"port"_s, u"80"_s);  // which is refused
    return waitUntil(
        [&window] { return window.overview()->graphs()->kept(ui::Span::Minute) >= kSecondsOfFigures; });
}

bool Gallery::administration()
{
    shell::Desktop& program = ada_.program();
    if (!waitUntil([&program] { return program.workspace()->administration().mayAdminister(); })) {
        return false;
    }
    program.administration()->showAdministration();
    ui::AdminWindow& window = *program.administration()->administrationWindow();
    window.resize(kAdminWide);
    if (!administer(window)) {
        return false;
    }
    take(window, u"admin-overview"_s);
    window.showPage(AdminPage::Connections);
    if (!hasRows(*window.connections(), 4)) {
        return false;
    }
    window.connections()->table()->selectRow(1);
    const client::FlightRecord& record = program.workspace()->administration().record();
    if (!waitUntil([&record] { return !record.frames().isEmpty(); })) {
        return false;
    }
    take(window, u"admin-connections"_s);
    for (const auto& [page, name] :
         {std::pair{AdminPage::Rooms, u"admin-rooms"_s},
          std::pair{AdminPage::Sanctions, u"admin-sanctions"_s},
          std::pair{AdminPage::Audit, u"admin-audit"_s}, std::pair{AdminPage::Logs, u"admin-logs"_s},
          std::pair{AdminPage::Settings, u"admin-settings"_s},
          std::pair{AdminPage::Instances, u"admin-instances"_s}}) {
        window.showPage(page);
        take(window, name);
    }
    dress(ui::ThemeMode::Dark);
    window.showPage(AdminPage::Overview);
    take(window, u"admin-overview-dark"_s);
    window.showPage(AdminPage::Connections);
    take(window, u"admin-connections-dark"_s);
    dress(ui::ThemeMode::Light);
    window.resize(kAdminNarrow);
    take(window, u"admin-connections-narrow"_s);
    window.showPage(AdminPage::Overview);
    take(window, u"admin-overview-narrow"_s);
    window.close();
    return true;
}

bool Gallery::doctor()
{
    shell::Desktop& program = ada_.program();
    program.showHostPanel();
    auto* const panel = program.window().findChild<ui::HostPanel*>();
    Q_EMIT panel->doctorWanted();
    auto* const findings = program.window().findChild<ui::FindingsDialog*>();
    const auto isThere = [findings] { return findings->findChildren<QLabel*>().size() > 4; };
    if (!waitUntil(isThere)) {
        return false;
    }
    take(*findings, u"doctor"_s);
    dress(ui::ThemeMode::Dark);
    take(*findings, u"doctor-dark"_s);
    dress(ui::ThemeMode::Light);
    findings->close();
    panel->close();
    return true;
}

}  // namespace snug::test
