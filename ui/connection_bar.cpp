// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <array>

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/status_dot.h"
#include "ui/theme.h"

namespace snug::ui {

QString bytesPerSecondText(double bytes)
{
    constexpr std::array<const char*, 4> units = {"B/s", "kB/s", "MB/s", "GB/s"};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < units.size()) {
        bytes /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || bytes >= 99.95 ? 0 : 1;
    return QLocale().toString(bytes, 'f', decimals) + u' ' + QLatin1StringView(units.at(unit));
}

QString rateText(double perSecond)
{
    return QLocale().toString(perSecond, 'f', perSecond > 0 && perSecond < 9.95 ? 1 : 0);
}

ConnectionBar::ConnectionBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , dot_(new StatusDot(theme, this))
    , state_(new ElidedLabel(this))
    , retry_(new QToolButton(this))
    , outbox_(makeLabel({}, this))
    , figures_(new QToolButton(this))
    , administer_(new QToolButton(this))
    , hostSection_(new QWidget(this))
    , host_(new QToolButton(hostSection_))
    , stop_(new QToolButton(hostSection_))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    Theme::setText(state_, TextRole::Small);
    Theme::setText(outbox_, TextRole::Small, Colour::Warning);
    retry_->setText(tr("Try now"));
    Theme::setFlag(retry_, "linkLike");
    stop_->setText(tr("Stop"));
    stop_->setAccessibleName(tr("Stop hosting"));
    Theme::setFlag(stop_, "linkLike");
    figures_->setIcon(themedIcon(theme, QStringLiteral("chart")));
    figures_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    figures_->setToolTip(tr("Connection statistics (Ctrl+Shift+S)"));
    host_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    administer_->setIcon(themedIcon(theme, QStringLiteral("shield")));
    administer_->setAccessibleName(tr("Administer the server"));
    administer_->setToolTip(tr("Administer the server (Ctrl+Shift+A)"));
    for (QToolButton* button : {retry_, figures_, administer_, host_, stop_}) {
        button->setIconSize(QSize(theme.px(15), theme.px(15)));
        button->setFocusPolicy(Qt::TabFocus);
        Theme::setText(button, TextRole::Small);
    }
    Theme::setFlag(figures_, "quiet");

    auto* hostLayout = new QHBoxLayout(hostSection_);
    hostLayout->setContentsMargins(0, 0, 0, 0);
    hostLayout->setSpacing(theme.px(2));
    hostLayout->addWidget(host_);
    hostLayout->addWidget(stop_);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(14), theme.px(1), theme.px(8), theme.px(1));
    layout->setSpacing(theme.px(8));
    layout->addWidget(dot_);
    layout->addWidget(state_);
    layout->addWidget(retry_);
    layout->addWidget(outbox_);
    layout->addStretch(1);
    layout->addWidget(hostSection_);
    layout->addWidget(administer_);
    layout->addWidget(figures_);

    connect(retry_, &QToolButton::clicked, this, &ConnectionBar::retryNowWanted);
    connect(figures_, &QToolButton::clicked, this, &ConnectionBar::statisticsWanted);
    connect(administer_, &QToolButton::clicked, this, &ConnectionBar::administrationWanted);
    connect(host_, &QToolButton::clicked, this, &ConnectionBar::hostPanelWanted);
    connect(stop_, &QToolButton::clicked, this, &ConnectionBar::stopHostingWanted);
    outbox_->hide();
    administer_->hide();
    hostSection_->hide();
    refresh();
}

void ConnectionBar::setState(ConnectionState state, const QString& detail)
{
    current_ = state;
    detail_ = detail;
    refresh();
}

void ConnectionBar::setStoring(bool storing)
{
    storing_ = storing;
    refresh();
}

void ConnectionBar::setSecondsToRetry(int seconds)
{
    secondsToRetry_ = seconds;
    refresh();
}

void ConnectionBar::setSample(const ConnectionSample& sample)
{
    sample_ = sample;
    refresh();
}

void ConnectionBar::setOutbox(int waiting)
{
    outbox_->setText(tr("%n waiting", "messages in the outbox", waiting));
    outbox_->setVisible(waiting > 0);
}

void ConnectionBar::setMayAdminister(bool may)
{
    administer_->setVisible(may);
    fit();
}

void ConnectionBar::setHost(const HostStatus& status)
{
    hostStatus_ = status;
    refresh();
}

QString ConnectionBar::stateText(bool brief) const
{
    if (isHeldUp()) {
        return brief ? tr("Not storing") : tr("Online · the server cannot store messages now, yours wait");
    }
    QString text;
    switch (current_) {
        case ConnectionState::Offline:
            text = tr("Offline");
            break;
        case ConnectionState::Connecting:
            text = tr("Connecting…");
            break;
        case ConnectionState::Online:
            text = tr("Online");
            break;
        case ConnectionState::Reconnecting:
            text =
                secondsToRetry_ > 0 ? tr("Reconnecting in %1 s…").arg(secondsToRetry_) : tr("Reconnecting…");
            break;
    }
    return detail_.isEmpty() ? text : text + QStringLiteral(" · ") + detail_;
}

QString ConnectionBar::hostText(bool brief) const
{
    switch (hostStatus_.state) {
        case HostStatus::State::Stopped:
            return {};
        case HostStatus::State::Starting:
            return tr("Starting to host…");
        case HostStatus::State::Stopping:
            return tr("Stopping…");
        case HostStatus::State::Failed:
            return tr("Hosting failed");
        case HostStatus::State::Running:
            break;
    }
    const QString text =
        brief ? tr("Hosting · %n", "people connected", hostStatus_.connected)
              : tr("Hosting on port %1 · %n connected", nullptr, hostStatus_.connected).arg(hostStatus_.port);
    switch (hostStatus_.health) {
        case HostStatus::Health::Warning:
            return tr("%1 · has a warning").arg(text);
        case HostStatus::Health::Failing:
            return tr("%1 · in trouble").arg(text);
        case HostStatus::Health::Well:
            break;
    }
    return text;
}

void ConnectionBar::refreshHost()
{
    const Colour colour = hostStatus_.health == HostStatus::Health::Failing   ? Colour::Danger
                          : hostStatus_.health == HostStatus::Health::Warning ? Colour::Warning
                                                                              : Colour::Accent;
    host_->setIcon(themedIcon(theme_, QStringLiteral("host"), colour));
    const QString how = tr("How others join (Ctrl+Shift+H)");
    host_->setToolTip(
        hostStatus_.trouble.isEmpty() ? how : plainToolTip(hostStatus_.trouble + QLatin1Char('\n') + how));
    host_->setAccessibleDescription(hostStatus_.trouble);
    hostSection_->setVisible(hostStatus_.state != HostStatus::State::Stopped);
    stop_->setVisible(hostStatus_.state == HostStatus::State::Running);
}

void ConnectionBar::refresh()
{
    const bool online = current_ == ConnectionState::Online;
    dot_->setColour(online && storing_                     ? Colour::Success
                    : current_ == ConnectionState::Offline ? Colour::Outline
                                                           : Colour::Warning);
    outbox_->setToolTip(isHeldUp() ? tr("Messages that are sent as soon as the server can store them")
                                   : tr("Messages that are sent as soon as there is a connection"));
    retry_->setVisible(current_ == ConnectionState::Reconnecting && secondsToRetry_ > 0);
    refreshHost();
    fit();
}

QSize ConnectionBar::minimumSizeHint() const
{
    // What is told is cut to the width there is; it must not be what keeps a window wide.
    return {theme_.px(200), QWidget::minimumSizeHint().height()};
}

void ConnectionBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ConnectionBar::fitState(bool brief)
{
    const QString whole = stateText(false);
    const QString more = isHeldUp()
                             ? tr("The server is there, but its store is not. What you write is kept here "
                                  "and sent once, as soon as it can be stored.")
                             : QString();
    state_->setFullText(stateText(brief));
    state_->setToolTip(plainToolTip(more.isEmpty() ? whole : more));
    state_->setAccessibleName(whole);
    state_->setAccessibleDescription(more);
}

void ConnectionBar::fit()
{
    const bool online = current_ == ConnectionState::Online;
    const QString rtt =
        !online ? QStringLiteral("–")
        : sample_.rttMs
            ? tr("%1 ms").arg(QLocale().toString(*sample_.rttMs, 'f', *sample_.rttMs < 9.95 ? 1 : 0))
            : QStringLiteral("…");
    const QString rates =
        tr("↓ %1  ↑ %2 msg/s").arg(rateText(sample_.messagesIn), rateText(sample_.messagesOut));
    const QString bytes =
        tr("↓ %1  ↑ %2").arg(bytesPerSecondText(sample_.bytesIn), bytesPerSecondText(sample_.bytesOut));
    const QString gap = QStringLiteral("   ");
    const QStringList choices = {rtt + gap + rates + gap + bytes, rtt + gap + rates, rtt};
    figures_->setAccessibleName(tr("Connection statistics: round trip %1, %2, %3").arg(rtt, rates, bytes));

    // What is told gives way in steps: bytes first, then messages; the state and the round trip stay.
    const bool brief = width() < theme_.px(720);
    fitState(brief);
    host_->setText(hostText(brief));
    host_->setAccessibleName(hostText(false));
    const int host = hostSection_->isHidden() ? 0 : hostSection_->sizeHint().width();
    const int administer = administer_->isHidden() ? 0 : administer_->sizeHint().width() + theme_.px(8);
    const int state = isHeldUp() ? state_->sizeHint().width() + theme_.px(40) : 0;
    const int room = width() - host - administer - qMax(state, theme_.px(220));
    const QFontMetrics metrics(theme_.font(TextRole::Small));
    QString shown = choices.last();
    for (const QString& choice : choices) {
        if (metrics.horizontalAdvance(choice) + theme_.px(40) <= room) {
            shown = choice;
            break;
        }
    }
    if (figures_->text() != shown) {
        figures_->setText(shown);
    }
}

}  // namespace snug::ui
