// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_window.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QListWidget>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <chrono>

#include "ui/admin/admin_header.h"
#include "ui/admin/audit_page.h"
#include "ui/admin/connections_page.h"
#include "ui/admin/instances_page.h"
#include "ui/admin/logs_page.h"
#include "ui/admin/overview_page.h"
#include "ui/admin/rooms_page.h"
#include "ui/admin/sanctions_page.h"
#include "ui/admin/server_overview.h"
#include "ui/admin/settings_page.h"
#include "ui/icons.h"
#include "ui/notice_bar.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto kRefusalStays = 12s;

QFrame* hairline(QWidget* parent, bool upright)
{
    auto* line = new QFrame(parent);
    Theme::setFlag(line, "hairline");
    upright ? line->setFixedWidth(1) : line->setFixedHeight(1);
    return line;
}

}  // namespace

AdminWindow::AdminWindow(const Theme& theme, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , theme_(theme)
    , header_(new AdminHeader(theme, this))
    , notices_(new NoticeBar(theme, this))
    , navigation_(new QListWidget(this))
    , pages_(new QStackedWidget(this))
{
    setWindowTitle(tr("Administration"));
    setWindowIcon(applicationIcon());
    setAutoFillBackground(true);
    makePages();
    arrange();
    makeShortcuts();
    refusalGoes_.setSingleShot(true);
    refusalGoes_.setInterval(kRefusalStays);
    connect(&refusalGoes_, &QTimer::timeout, notices_, &NoticeBar::dismiss);
    connect(overview_, &OverviewPage::healthChanged, header_, &AdminHeader::setHealth);
    connect(navigation_, &QListWidget::currentRowChanged, this, [this](int row) {
        pages_->setCurrentIndex(row);
        if (isVisible()) {
            Q_EMIT pageShown(page());
        }
    });
    navigation_->setCurrentRow(0);
    resize(theme.px(1120), theme.px(720));
    navigation_->setFocus();
}

void AdminWindow::makePages()
{
    // In the order of AdminPage.
    addPage(QStringLiteral("gauge"), tr("Overview"), overview_ = new OverviewPage(theme_, pages_));
    addPage(QStringLiteral("link"), tr("Connections"), connections_ = new ConnectionsPage(theme_, pages_));
    addPage(QStringLiteral("hash"), tr("Rooms"), rooms_ = new RoomsPage(theme_, pages_));
    addPage(QStringLiteral("ban"), tr("Bans"), sanctions_ = new SanctionsPage(theme_, pages_));
    addPage(QStringLiteral("audit"), tr("Audit log"), audit_ = new AuditPage(theme_, pages_));
    addPage(QStringLiteral("log"), tr("Log"), logs_ = new LogsPage(theme_, pages_));
    addPage(QStringLiteral("sliders"), tr("Settings"), settings_ = new SettingsPage(theme_, pages_));
    addPage(QStringLiteral("server"), tr("Servers"), instances_ = new InstancesPage(theme_, pages_));
}

void AdminWindow::addPage(const QString& icon, const QString& word, QWidget* page)
{
    auto* item = new QListWidgetItem(themedIcon(theme_, icon), word, navigation_);
    item->setToolTip(plainToolTip(tr("%1 (Ctrl+%2)").arg(word).arg(navigation_->count())));
    pages_->addWidget(page);
}

void AdminWindow::dress()
{
    for (int row = 0; row < navigation_->count(); ++row) {
        navigation_->item(row)->setSizeHint(QSize(0, theme_.px(33)));
    }
}

void AdminWindow::arrange()
{
    dress();
    connect(&theme_, &Theme::changed, this, &AdminWindow::dress);
    navigation_->setAccessibleName(tr("Pages"));
    navigation_->setAutoFillBackground(true);
    navigation_->setBackgroundRole(QPalette::AlternateBase);
    navigation_->setIconSize(QSize(theme_.px(18), theme_.px(18)));
    navigation_->setFixedWidth(theme_.px(156));
    navigation_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    Theme::setFlag(navigation_, "navigation");
    auto* side = new QWidget(this);
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::AlternateBase);
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, theme_.px(8), 0, theme_.px(8));
    sideLayout->addWidget(navigation_);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(side);
    middle->addWidget(hairline(this, true));
    middle->addWidget(pages_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header_);
    layout->addWidget(hairline(this, false));
    layout->addWidget(notices_);
    layout->addLayout(middle, 1);
}

void AdminWindow::makeShortcuts()
{
    for (int page = 0; page < static_cast<int>(AdminPage::Count); ++page) {
        auto* go = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + page)), this);
        connect(go, &QShortcut::activated, this, [this, page] { showPage(static_cast<AdminPage>(page)); });
    }
    auto* filter = new QShortcut(QKeySequence::Find, this);
    connect(filter, &QShortcut::activated, this, &AdminWindow::focusFilter);
    auto* close = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(close, &QShortcut::activated, this, &QWidget::close);
}

void AdminWindow::focusFilter()
{
    if (auto* page = qobject_cast<TablePage*>(pages_->currentWidget())) {
        page->focusFilter();
    }
}

void AdminWindow::setOverview(const ServerOverview& overview)
{
    header_->setOverview(overview);
    overview_->setOverview(overview);
    setWindowTitle(overview.name.isEmpty()
                       ? tr("Administration")
                       : tr("%1 — Administration").arg(singleLine(overview.name.left(60))));
}

void AdminWindow::setConnected(bool connected)
{
    header_->setConnected(connected);
}

void AdminWindow::setWaiting(bool waiting)
{
    header_->setWaiting(waiting);
}

void AdminWindow::setRefusal(const QString& sentence)
{
    notices_->notify(Severity::Warning, sentence);
    refusalGoes_.start();
}

void AdminWindow::showPage(AdminPage page)
{
    navigation_->setCurrentRow(static_cast<int>(page));
}

AdminPage AdminWindow::page() const
{
    return static_cast<AdminPage>(pages_->currentIndex());
}

void AdminWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    Q_EMIT pageShown(page());
}

void AdminWindow::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    Q_EMIT hidden();
}

}  // namespace snug::ui
