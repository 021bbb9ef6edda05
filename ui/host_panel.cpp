// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/host_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/status_dot.h"
#include "ui/theme.h"

namespace snug::ui {

HostPanel::HostPanel(const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , dot_(new StatusDot(theme, this))
    , state_(new ElidedLabel(this))
    , message_(makeLabel({}, this))
    , addresses_(new QListWidget(this))
    , figures_(makeLabel({}, this))
    , copy_(new QPushButton(tr("&Copy address"), this))
    , copyInvite_(new QPushButton(tr("Copy &invite link"), this))
    , doctor_(new QPushButton(tr("&Why can't they connect?"), this))
    , stop_(new QPushButton(tr("&Stop hosting"), this))
{
    setWindowTitle(tr("Hosting"));
    Theme::setText(state_, TextRole::Heading);
    Theme::setText(message_, TextRole::Body, Colour::Muted);
    message_->setWordWrap(true);
    Theme::setText(figures_, TextRole::Small, Colour::Muted);
    addresses_->setAccessibleName(tr("Addresses for others"));
    addresses_->setUniformItemSizes(true);
    addresses_->setTextElideMode(Qt::ElideMiddle);
    addresses_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    copy_->setIcon(themedIcon(theme, QStringLiteral("copy")));
    copyInvite_->setIcon(themedIcon(theme, QStringLiteral("link"), Colour::OnAccent));
    Theme::setFlag(copyInvite_, "primary");
    Theme::setFlag(stop_, "danger");
    auto* close = new QPushButton(tr("Close"), this);

    auto* head = new QHBoxLayout;
    head->setSpacing(theme.px(8));
    head->addWidget(dot_);
    head->addWidget(state_, 1);
    auto* card = new QFrame(this);
    Theme::setFlag(card, "card");
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    cardLayout->addWidget(addresses_);
    cardLayout->addWidget(copy_, 0, Qt::AlignRight);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(stop_);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(copyInvite_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(12));
    layout->addLayout(head);
    layout->addWidget(message_);
    layout->addWidget(card, 1);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme.px(8));
    foot->addWidget(figures_, 1);
    foot->addWidget(doctor_);
    layout->addLayout(foot);
    layout->addLayout(buttons);
    resize(theme.px(420), theme.px(300));

    connect(copy_, &QPushButton::clicked, this, &HostPanel::copyAddress);
    connect(copyInvite_, &QPushButton::clicked, this, &HostPanel::copyInvite);
    connect(addresses_, &QListWidget::itemActivated, this, &HostPanel::copyAddress);
    connect(doctor_, &QPushButton::clicked, this, &HostPanel::doctorWanted);
    connect(stop_, &QPushButton::clicked, this, &HostPanel::stopWanted);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    copyInvite_->setDefault(true);
    refresh();
}

void HostPanel::setStatus(const HostStatus& status)
{
    const bool sameAddresses = status.addresses == status_.addresses;
    status_ = status;
    if (!sameAddresses) {
        const int row = qMax(0, addresses_->currentRow());
        addresses_->clear();
        addresses_->addItems(status.addresses);
        addresses_->setCurrentRow(qMin(row, addresses_->count() - 1));
    }
    refresh();
}

void HostPanel::copyAddress()
{
    if (const QListWidgetItem* item = addresses_->currentItem()) {
        copy(item->text());
    }
}

void HostPanel::copyInvite()
{
    copy(status_.invites.value(addresses_->currentRow()));
}

void HostPanel::copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    figures_->setText(tr("Copied %1").arg(text));
}

void HostPanel::refresh()
{
    const bool running = status_.state == HostStatus::State::Running;
    switch (status_.state) {
        case HostStatus::State::Stopped:
            state_->setFullText(tr("Not hosting"));
            dot_->setColour(Colour::Outline);
            break;
        case HostStatus::State::Starting:
            state_->setFullText(tr("Starting…"));
            dot_->setColour(Colour::Warning);
            break;
        case HostStatus::State::Running:
            state_->setFullText(tr("Hosting on port %1").arg(status_.port));
            dot_->setColour(status_.health == HostStatus::Health::Failing   ? Colour::Danger
                            : status_.health == HostStatus::Health::Warning ? Colour::Warning
                                                                            : Colour::Success);
            break;
        case HostStatus::State::Stopping:
            state_->setFullText(tr("Stopping…"));
            dot_->setColour(Colour::Warning);
            break;
        case HostStatus::State::Failed:
            state_->setFullText(tr("Hosting failed"));
            dot_->setColour(Colour::Danger);
            break;
    }
    message_->setText(status_.state == HostStatus::State::Failed ? breakable(status_.message)
                      : !running                                 ? QString()
                      : !status_.trouble.isEmpty()
                          ? breakable(status_.trouble)
                          : tr("Others in your network join with one of these addresses, or follow a link."));
    message_->setVisible(!message_->text().isEmpty());
    figures_->setText(running ? tr("%n connected", nullptr, status_.connected) : QString());
    copy_->setEnabled(running && addresses_->count() > 0);
    copyInvite_->setEnabled(copy_->isEnabled());
    doctor_->setEnabled(running);
    stop_->setEnabled(running);
}

}  // namespace snug::ui
