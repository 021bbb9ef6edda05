// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <chrono>

#include "ui/composer_edit.h"
#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto kDraftDelay = 400ms;
constexpr auto kTypingRest = 4s;
// The counter shows when this share of the limit is used.
constexpr double kCounterFrom = 0.8;

int codePoints(const QString& text)
{
    int count = 0;
    for (const QChar c : text) {
        count += c.isLowSurrogate() ? 0 : 1;
    }
    return count;
}

}  // namespace

Composer::Composer(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , field_(new QFrame(this))
    , edit_(new ComposerEdit(field_))
    , send_(new QToolButton(field_))
    , counter_(makeLabel({}, field_))
{
    Theme::setFlag(field_, "field");
    edit_->setAccessibleName(tr("Message"));
    Theme::setText(counter_, TextRole::Small, Colour::Muted);
    counter_->setAccessibleName(tr("Characters left"));
    counter_->hide();
    Theme::setFlag(send_, "solid");
    send_->setIcon(themedIcon(theme, QStringLiteral("send"), Colour::OnAccent));
    send_->setIconSize(QSize(theme.px(18), theme.px(18)));
    send_->setAccessibleName(tr("Send"));
    send_->setToolTip(tr("Send (Enter)"));

    auto* inner = new QHBoxLayout(field_);
    inner->setContentsMargins(theme.px(10), theme.px(5), theme.px(6), theme.px(5));
    inner->setSpacing(theme.px(8));
    inner->addWidget(edit_, 1, Qt::AlignVCenter);
    inner->addWidget(counter_, 0, Qt::AlignBottom);
    inner->addWidget(send_, 0, Qt::AlignBottom);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(14));
    outer->addWidget(field_);
    setFocusProxy(edit_);

    draftTimer_.setSingleShot(true);
    draftTimer_.setInterval(kDraftDelay);
    typingTimer_.setSingleShot(true);
    typingTimer_.setInterval(kTypingRest);
    connect(&draftTimer_, &QTimer::timeout, this, &Composer::flushDraft);
    connect(&typingTimer_, &QTimer::timeout, this, [this] { setTyping(false); });
    connect(edit_, &QPlainTextEdit::textChanged, this, &Composer::onTextChanged);
    connect(edit_, &ComposerEdit::sendPressed, this, &Composer::send);
    connect(edit_, &ComposerEdit::timelineKeyPressed, this, &Composer::timelineKeyPressed);
    connect(edit_, &ComposerEdit::focusChanged, this, &Composer::onFocusChanged);
    connect(send_, &QToolButton::clicked, this, &Composer::send);
    updateState();
}

Composer::~Composer()
{
    // The field tells that it loses the focus while it is destroyed, when there is nobody left to hear it.
    edit_->disconnect(this);
}

void Composer::setRoom(const QString& name)
{
    room_ = name;
    updateState();
}

void Composer::setText(const QString& text)
{
    draftTimer_.stop();
    typingTimer_.stop();
    typing_ = false;
    setting_ = true;
    edit_->setPlainText(text);
    edit_->moveCursor(QTextCursor::End);
    setting_ = false;
    updateState();
}

QString Composer::text() const
{
    return edit_->toPlainText();
}

void Composer::setMaxCharacters(int characters)
{
    maxCharacters_ = characters;
    updateState();
}

void Composer::setDisabledReason(const QString& reason)
{
    reason_ = reason;
    updateState();
}

void Composer::setEnterSends(bool enterSends)
{
    edit_->setEnterSends(enterSends);
    send_->setToolTip(enterSends ? tr("Send (Enter)") : tr("Send (Ctrl+Enter)"));
}

void Composer::focusText()
{
    edit_->setFocus(Qt::OtherFocusReason);
}

void Composer::send()
{
    const QString text = edit_->toPlainText().trimmed();
    if (text.isEmpty() || !reason_.isEmpty() || codePoints(text) > maxCharacters_) {
        return;
    }
    setting_ = true;
    edit_->clear();
    setting_ = false;
    updateState();
    setTyping(false);
    draftTimer_.stop();
    Q_EMIT draftChanged(QString());
    Q_EMIT sendWanted(text);
    edit_->setFocus(Qt::OtherFocusReason);
}

void Composer::onTextChanged()
{
    if (setting_) {
        return;
    }
    updateState();
    if (!draftTimer_.isActive()) {
        draftTimer_.start();
    }
    setTyping(!edit_->document()->isEmpty());
}

void Composer::flushDraft()
{
    draftTimer_.stop();
    Q_EMIT draftChanged(text());
}

void Composer::setTyping(bool typing)
{
    if (typing) {
        typingTimer_.start();
    } else {
        typingTimer_.stop();
    }
    if (typing != typing_) {
        typing_ = typing;
        Q_EMIT typingChanged(typing);
    }
}

void Composer::onFocusChanged(bool focused)
{
    Theme::setFlag(field_, "focused", focused);
    if (!focused && draftTimer_.isActive()) {
        flushDraft();
    }
}

void Composer::updateState()
{
    const bool enabled = reason_.isEmpty();
    edit_->setEnabled(enabled);
    Theme::setFlag(field_, "off", !enabled);
    edit_->setHint(!enabled          ? reason_
                   : room_.isEmpty() ? tr("Write a message")
                                     : tr("Message #%1").arg(singleLine(room_)));
    const int used = codePoints(edit_->toPlainText());
    const int left = maxCharacters_ - used;
    counter_->setVisible(used >= maxCharacters_ * kCounterFrom);
    counter_->setText(QLocale().toString(left));
    const Colour colour = left < 0 ? Colour::Danger : Colour::Muted;
    if (counter_->property("textColour").toInt() != static_cast<int>(colour)) {
        Theme::setText(counter_, TextRole::Small, colour);
    }
    send_->setEnabled(enabled && left >= 0 && !edit_->toPlainText().trimmed().isEmpty());
}

}  // namespace snug::ui
