// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_bar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <chrono>

#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

using namespace std::chrono_literals;

namespace {

Colour colourOfSeverity(Severity severity)
{
    switch (severity) {
        case Severity::Info:
            return Colour::Accent;
        case Severity::Success:
            return Colour::Success;
        case Severity::Warning:
            return Colour::Warning;
        case Severity::Error:
            return Colour::Danger;
    }
    return Colour::Accent;
}

QString iconOfSeverity(Severity severity)
{
    switch (severity) {
        case Severity::Info:
            return QStringLiteral("info");
        case Severity::Success:
            return QStringLiteral("check");
        case Severity::Warning:
        case Severity::Error:
            return QStringLiteral("warning");
    }
    return {};
}

}  // namespace

NoticeBar::NoticeBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , theme_(theme)
    , icon_(makeLabel({}, this))
    , text_(makeLabel({}, this))
    , action_(new QPushButton(this))
    , close_(new QToolButton(this))
{
    Theme::setText(text_, TextRole::Body);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::NoTextInteraction);
    Theme::setFlag(action_, "slim");
    close_->setIcon(themedIcon(theme, QStringLiteral("close")));
    close_->setIconSize(QSize(theme.px(16), theme.px(16)));
    close_->setAccessibleName(tr("Dismiss"));
    close_->setToolTip(tr("Dismiss"));
    close_->setFocusPolicy(Qt::TabFocus);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(6), theme.px(8), theme.px(6));
    layout->setSpacing(theme.px(10));
    layout->addWidget(icon_);
    layout->addWidget(text_, 1);
    layout->addWidget(action_);
    layout->addWidget(close_);
    hide();

    timer_.setSingleShot(true);
    timer_.setInterval(8s);
    connect(&timer_, &QTimer::timeout, this, &NoticeBar::dismiss);
    connect(close_, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(action_, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT actionWanted();
    });
    connect(&theme, &Theme::changed, this, &NoticeBar::refresh);
}

void NoticeBar::notify(Severity severity, const QString& text, const QString& action)
{
    severity_ = severity;
    text_->setText(breakable(text));
    text_->setAccessibleName(text);
    action_->setText(withoutMnemonic(action));
    action_->setVisible(!action.isEmpty());
    refresh();
    show();
    const bool goes = severity == Severity::Info || severity == Severity::Success;
    if (goes && action.isEmpty()) {
        timer_.start();
    } else {
        timer_.stop();
    }
    setAccessibleName(text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::announce(const QString& text)
{
    notify(Severity::Info, text);
    timer_.stop();
}

void NoticeBar::dismiss()
{
    timer_.stop();
    if (!isHidden()) {
        hide();
        Q_EMIT dismissed();
    }
}

void NoticeBar::refresh()
{
    const int side = theme_.px(18);
    icon_->setPixmap(themedIcon(theme_, iconOfSeverity(severity_), colourOfSeverity(severity_))
                         .pixmap(QSize(side, side), devicePixelRatioF()));
    update();
}

void NoticeBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_.colour(Colour::Raised));
    painter.fillRect(QRect(0, 0, theme_.px(4), height()), theme_.colour(colourOfSeverity(severity_)));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme_.colour(Colour::Border));
}

}  // namespace snug::ui
