// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/claim_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {
constexpr int kMaxCode = 200;
}  // namespace

ClaimDialog::ClaimDialog(const Theme& theme, QWidget* parent)
    : AdminDialog(theme, tr("Claim this server"),
                  tr("A server that has no administrator yet prints a code when it starts. Whoever can read "
                     "it there may become its administrator here."),
                  tr("Claim"), false, parent)
    , code_(new QLineEdit(this))
    , error_(makeLabel({}, this))
{
    code_->setMaxLength(kMaxCode);
    code_->setAccessibleName(tr("Code"));
    Theme::setText(error_, TextRole::Small, Colour::Danger);
    error_->setWordWrap(true);
    error_->hide();
    addCaption(tr("&Code"), code_);
    body()->addWidget(code_);
    body()->addWidget(error_);
    actButton()->setEnabled(false);
    code_->setFocus();
    connect(code_, &QLineEdit::textChanged, this, [this] { showError({}); });
}

void ClaimDialog::showError(const QString& sentence)
{
    error_->setText(breakable(sentence));
    error_->setVisible(!sentence.isEmpty());
    Theme::setFlag(code_, "invalid", !sentence.isEmpty());
    code_->setAccessibleDescription(sentence);
    actButton()->setEnabled(!code_->text().trimmed().isEmpty());
    if (!sentence.isEmpty()) {
        code_->setFocus(Qt::OtherFocusReason);
    }
}

void ClaimDialog::accept()
{
    const QString code = code_->text().trimmed();
    if (!code.isEmpty()) {
        // Until the answer: one click, one try.
        actButton()->setEnabled(false);
        Q_EMIT claimWanted(code);
    }
}

}  // namespace snug::ui
