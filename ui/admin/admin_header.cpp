// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_header.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <chrono>

#include "ui/admin/figure_text.h"
#include "ui/admin/server_overview.h"
#include "ui/elided_label.h"
#include "ui/plain_text.h"
#include "ui/status_dot.h"
#include "ui/theme.h"

namespace snug::ui {

using namespace std::chrono_literals;

namespace {
// News comes each second; older than this it is worth a warning colour.
constexpr qint64 kStaleSeconds = 10;
}  // namespace

AdminHeader::AdminHeader(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , name_(new ElidedLabel(this))
    , facts_(new ElidedLabel(this))
    , dot_(new StatusDot(theme, this))
    , health_(makeLabel({}, this))
    , freshness_(makeLabel({}, this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    Theme::setText(name_, TextRole::Title);
    Theme::setText(facts_, TextRole::Small, Colour::Muted);
    Theme::setText(health_, TextRole::Strong);
    Theme::setText(freshness_, TextRole::Small, Colour::Muted);
    freshness_->setAlignment(Qt::AlignRight);
    auto* left = new QVBoxLayout;
    left->setSpacing(theme.px(1));
    left->addWidget(name_);
    left->addWidget(facts_);
    auto* state = new QHBoxLayout;
    state->setSpacing(theme.px(6));
    state->addStretch(1);
    state->addWidget(dot_);
    state->addWidget(health_);
    auto* right = new QVBoxLayout;
    right->setSpacing(theme.px(1));
    right->addLayout(state);
    right->addWidget(freshness_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(9), theme.px(16), theme.px(9));
    layout->setSpacing(theme.px(16));
    layout->addLayout(left, 1);
    layout->addLayout(right);
    beat_.setInterval(1s);
    connect(&beat_, &QTimer::timeout, this, &AdminHeader::refresh);
    name_->setFullText(tr("Server"));
    refresh();
}

void AdminHeader::setOverview(const ServerOverview& overview)
{
    name_->setFullText(overview.name.isEmpty() ? tr("Server") : overview.name);
    QStringList facts;
    if (!overview.version.isEmpty()) {
        facts << tr("Version %1").arg(overview.version);
    }
    if (!overview.store.isEmpty()) {
        facts << overview.store;
    }
    facts << tr("up %1").arg(durationText(overview.uptimeSeconds));
    facts_->setFullText(facts.join(QStringLiteral(" · ")));
    sinceNews_.start();
    refresh();
}

void AdminHeader::setHealth(int warnings, int failures)
{
    warnings_ = warnings;
    failures_ = failures;
    refresh();
}

void AdminHeader::setConnected(bool connected)
{
    connected_ = connected;
    refresh();
}

void AdminHeader::setWaiting(bool waiting)
{
    waiting_ = waiting;
    refresh();
}

void AdminHeader::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    beat_.start();
    refresh();
}

void AdminHeader::hideEvent(QHideEvent* event)
{
    beat_.stop();
    QWidget::hideEvent(event);
}

QString AdminHeader::freshness() const
{
    if (!connected_) {
        return sinceNews_.isValid()
                   ? tr("Connection lost · as of %1 ago").arg(durationText(sinceNews_.elapsed() / 1000))
                   : tr("Connection lost");
    }
    if (waiting_ || !sinceNews_.isValid()) {
        return tr("Waiting for the server…");
    }
    const qint64 seconds = sinceNews_.elapsed() / 1000;
    return seconds < 2 ? tr("Updated just now") : tr("Updated %1 ago").arg(durationText(seconds));
}

void AdminHeader::refresh()
{
    const bool known = connected_ && sinceNews_.isValid();
    dot_->setColour(!known          ? Colour::Outline
                    : failures_ > 0 ? Colour::Danger
                    : warnings_ > 0 ? Colour::Warning
                                    : Colour::Success);
    health_->setText(!known          ? tr("Not known")
                     : failures_ > 0 ? tr("%n failing", nullptr, failures_)
                     : warnings_ > 0 ? tr("%n to look at", nullptr, warnings_)
                                     : tr("Healthy"));
    const bool stale = !connected_ || (known && sinceNews_.elapsed() / 1000 >= kStaleSeconds);
    freshness_->setText(freshness());
    if (stale != stale_) {
        stale_ = stale;
        Theme::setText(freshness_, TextRole::Small, stale ? Colour::Warning : Colour::Muted);
    }
}

}  // namespace snug::ui
