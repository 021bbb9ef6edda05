// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

AdminDialog::AdminDialog(const Theme& theme, const QString& title, const QString& question,
                         const QString& act, bool danger, QWidget* parent)
    : QDialog(parent)
    , theme_(theme)
    , body_(new QVBoxLayout)
    , act_(new QPushButton(withoutMnemonic(act), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    QLabel* text = makeLabel(breakable(question), this);
    text->setWordWrap(true);
    text->setVisible(!question.isEmpty());
    Theme::setText(text, TextRole::Body);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(act_, QDialogButtonBox::AcceptRole);
    Theme::setFlag(act_, danger ? "danger" : "primary");
    (danger ? buttons->button(QDialogButtonBox::Cancel) : act_)->setDefault(true);
    body_->setSpacing(theme.px(6));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(12));
    layout->addWidget(text);
    layout->addLayout(body_);
    layout->addSpacing(theme.px(4));
    layout->addWidget(buttons);
    // As wide as this, as high as the text needs.
    layout->addStrut(theme.px(400));
    layout->setSizeConstraint(QLayout::SetFixedSize);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
}

QLabel* AdminDialog::addCaption(const QString& text, QWidget* field)
{
    QLabel* caption = makeLabel(text, this);
    caption->setBuddy(field);
    Theme::setText(caption, TextRole::Strong);
    if (body_->count() > 0) {
        body_->addSpacing(theme_.px(6));
    }
    body_->addWidget(caption);
    return caption;
}

}  // namespace snug::ui
