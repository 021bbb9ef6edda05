// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/words_dialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace snug::ui {

namespace {
// Far more than a notice needs; the server has the last word.
constexpr int kMaxLength = 1000;
}  // namespace

WordsDialog::WordsDialog(const Theme& theme, const Words& words, bool needed, bool danger, QWidget* parent)
    : AdminDialog(theme, words.title, words.question, words.act, danger, parent)
    , field_(new QLineEdit(this))
    , needed_(needed)
{
    field_->setMaxLength(kMaxLength);
    field_->setAccessibleName(QString(words.caption).remove(u'&'));
    addCaption(words.caption, field_);
    body()->addWidget(field_);
    actButton()->setEnabled(!needed);
    field_->setFocus();
    connect(field_, &QLineEdit::textChanged, this,
            [this](const QString& text) { actButton()->setEnabled(!needed_ || !text.trimmed().isEmpty()); });
    // Who has filled in the field and presses Enter means it, also where Cancel is the default.
    connect(field_, &QLineEdit::returnPressed, this, [this] {
        if (!field_->text().trimmed().isEmpty()) {
            accept();
        }
    });
}

void WordsDialog::accept()
{
    const QString text = field_->text().trimmed();
    if (!needed_ || !text.isEmpty()) {
        // First: whoever listens may ask the dialog's parent for what is selected.
        Q_EMIT wordsGiven(text);
        AdminDialog::accept();
    }
}

}  // namespace snug::ui
