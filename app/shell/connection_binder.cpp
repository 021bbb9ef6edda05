// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/connection_binder.h"

#include "ui/connection_bar.h"
#include "ui/main_window.h"
#include "ui/notice_bar.h"
#include "ui/statistics_window.h"

namespace snug::shell {

namespace {

ui::ConnectionSample shown(const client::StatisticsSample& sample)
{
    ui::ConnectionSample out;
    out.at = QDateTime::fromMSecsSinceEpoch(sample.at.time_since_epoch().count());
    out.rttMs = sample.smoothedRoundTripMs;
    out.messagesIn = sample.messagesIn;
    out.messagesOut = sample.messagesOut;
    out.bytesIn = sample.bytesIn;
    out.bytesOut = sample.bytesOut;
    out.backlog = sample.waitingMessages;
    out.reconnects = sample.reconnects;
    return out;
}

}  // namespace

ConnectionBinder::ConnectionBinder(client::Workspace& workspace, ui::MainWindow& window,
                                   const ui::Theme& theme, QObject* parent)
    : QObject(parent)
    , workspace_(workspace)
    , window_(window)
    , theme_(theme)
{
    countdown_.setInterval(std::chrono::seconds{1});
    connect(&countdown_, &QTimer::timeout, this, &ConnectionBinder::showSecondsToRetry);
    connect(&workspace, &client::Workspace::stateChanged, this, &ConnectionBinder::onState);
    connect(&workspace, &client::Workspace::storingChanged, window.connectionBar(),
            &ui::ConnectionBar::setStoring);
    connect(&workspace, &client::Workspace::recovered, this, &ConnectionBinder::onRecovered);
    connect(&workspace, &client::Workspace::identityChanged, this, [this] {
        window_.notices()->notify(ui::Severity::Warning,
                                  tr("The server did not remember you. You are a new person to it."));
    });
    // Both stay until the person has seen them.
    connect(&workspace, &client::Workspace::noticeReceived, this,
            [this](const QString& by, const QString& text) {
                window_.notices()->notify(ui::Severity::Warning, tr("%1 tells: %2").arg(by, text));
            });
    connect(&workspace, &client::Workspace::roomDeleted, this, [this](const QString& name) {
        window_.notices()->notify(ui::Severity::Warning, tr("The room “%1” was deleted.").arg(name));
    });
    connect(&workspace, &client::Workspace::warning, this,
            [this](const QString& sentence) { window_.notices()->notify(ui::Severity::Warning, sentence); });
    connect(&workspace.statistics(), &client::ConnectionStatistics::sampled, this,
            &ConnectionBinder::onSample);
    connect(window.connectionBar(), &ui::ConnectionBar::retryNowWanted, this,
            [this] { workspace_.connectNow(); });
    connect(window.notices(), &ui::NoticeBar::actionWanted, this, [this] { workspace_.start(); });
    onState(workspace.session().state());
    window.connectionBar()->setStoring(workspace.isStoring());
}

ConnectionBinder::~ConnectionBinder()
{
    window_.connectionBar()->setState(ui::ConnectionState::Offline);
    window_.connectionBar()->setStoring(true);
    window_.connectionBar()->setSample({});
    window_.connectionBar()->setOutbox(0);
    window_.notices()->dismiss();
}

void ConnectionBinder::onState(const client::ConnectionState& state)
{
    using client::ConnectionPhase;
    ui::ConnectionBar& bar = *window_.connectionBar();
    countdown_.stop();
    switch (state.phase) {
        case ConnectionPhase::Online:
            wasOnline_ = true;
            bar.setState(ui::ConnectionState::Online, workspace_.server().name);
            break;
        case ConnectionPhase::Connecting:
        case ConnectionPhase::Greeting:
            bar.setState(wasOnline_ ? ui::ConnectionState::Reconnecting : ui::ConnectionState::Connecting);
            bar.setSecondsToRetry(0);
            break;
        case ConnectionPhase::Waiting:
            bar.setState(ui::ConnectionState::Reconnecting, state.reason);
            showSecondsToRetry();
            countdown_.start();
            break;
        case ConnectionPhase::Stopped:
            bar.setState(ui::ConnectionState::Offline, state.reason);
            if (wasOnline_) {
                window_.notices()->notify(ui::Severity::Error, state.reason, tr("Reconnect"));
            }
            break;
        case ConnectionPhase::Offline:
            bar.setState(ui::ConnectionState::Offline);
            break;
    }
}

void ConnectionBinder::showSecondsToRetry()
{
    const auto left = workspace_.session().state().retryAt - std::chrono::steady_clock::now();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    window_.connectionBar()->setSecondsToRetry(static_cast<int>(qMax<qint64>(0, seconds)));
}

void ConnectionBinder::onSample(const client::StatisticsSample& sample)
{
    const ui::ConnectionSample now = shown(sample);
    window_.connectionBar()->setSample(now);
    window_.connectionBar()->setOutbox(now.backlog);
    if (statistics_) {
        statistics_->addSample(now);
    }
}

void ConnectionBinder::onRecovered(const client::RecoveryReport& report)
{
    if (!report.lost.isEmpty()) {
        window_.notices()->notify(
            ui::Severity::Warning,
            tr("Connected again, but no longer in: %1").arg(report.lost.join(QStringLiteral(", "))));
    } else if (!report.gaps.isEmpty()) {
        window_.notices()->notify(ui::Severity::Warning,
                                  tr("Connected again. More was missed than could be brought at once in: %1")
                                      .arg(report.gaps.join(QStringLiteral(", "))));
    } else if (report.missed > 0) {
        window_.notices()->notify(ui::Severity::Success,
                                  tr("Connected again: %n missed, all recovered", nullptr, report.missed));
    } else {
        window_.notices()->notify(ui::Severity::Success, tr("Connected again: nothing was missed"));
    }
}

void ConnectionBinder::showStatistics()
{
    if (!statistics_) {
        statistics_ = std::make_unique<ui::StatisticsWindow>(theme_);
        QVector<ui::ConnectionSample> samples;
        for (const client::StatisticsSample& sample : workspace_.statistics().samples()) {
            samples.append(shown(sample));
        }
        statistics_->setSamples(samples);
    }
    statistics_->show();
    statistics_->raise();
    statistics_->activateWindow();
}

}  // namespace snug::shell
