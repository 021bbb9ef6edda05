// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/new_room_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

QLabel* labelFor(const QString& text, QWidget* field, QWidget* parent)
{
    QLabel* label = makeLabel(text, parent);
    label->setBuddy(field);
    Theme::setText(label, TextRole::Strong);
    return label;
}

}  // namespace

NewRoomDialog::NewRoomDialog(const Theme& theme, int maxName, int maxTopic, QWidget* parent)
    : QDialog(parent)
    , name_(new QLineEdit(this))
    , topic_(new QLineEdit(this))
    , offRecord_(new QCheckBox(tr("&Off the record"), this))
    , error_(makeLabel({}, this))
    , create_(new QPushButton(tr("&Create room"), this))
{
    setWindowTitle(tr("New room"));
    // Fields count UTF-16 units, limits count characters; the server has the last word.
    name_->setMaxLength(maxName * 2);
    name_->setPlaceholderText(tr("e.g. design-review"));
    name_->setAccessibleName(tr("Name"));
    topic_->setMaxLength(maxTopic * 2);
    topic_->setPlaceholderText(tr("What is it about? (optional)"));
    topic_->setAccessibleName(tr("Topic"));
    offRecord_->setAccessibleName(tr("Off the record"));
    const QString meaning =
        tr("Nothing said in it is written to disk, here or on the server. When the server stops, "
           "it is gone. This cannot be changed later.");
    offRecord_->setAccessibleDescription(meaning);
    auto* explanation = makeLabel(meaning, this);
    explanation->setWordWrap(true);
    Theme::setText(explanation, TextRole::Small, Colour::Muted);
    Theme::setText(error_, TextRole::Small, Colour::Danger);
    error_->setWordWrap(true);
    error_->hide();
    Theme::setFlag(create_, "primary");
    create_->setDefault(true);
    create_->setEnabled(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(create_, QDialogButtonBox::AcceptRole);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(6));
    layout->addWidget(labelFor(tr("&Name"), name_, this));
    layout->addWidget(name_);
    layout->addWidget(error_);
    layout->addSpacing(theme.px(8));
    layout->addWidget(labelFor(tr("&Topic"), topic_, this));
    layout->addWidget(topic_);
    layout->addSpacing(theme.px(10));
    layout->addWidget(offRecord_);
    layout->addWidget(explanation);
    layout->addSpacing(theme.px(14));
    layout->addWidget(buttons);
    // As wide as this, as high as the text needs, also when an error comes.
    layout->addStrut(theme.px(360));
    layout->setSizeConstraint(QLayout::SetFixedSize);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewRoomDialog::submit);
    connect(name_, &QLineEdit::textChanged, this, [this](const QString& text) {
        showError({});
        create_->setEnabled(!text.trimmed().isEmpty());
    });
}

void NewRoomDialog::showError(const QString& sentence)
{
    error_->setText(breakable(sentence));
    error_->setVisible(!sentence.isEmpty());
    Theme::setFlag(name_, "invalid", !sentence.isEmpty());
    create_->setEnabled(!name_->text().trimmed().isEmpty());
    if (!sentence.isEmpty()) {
        name_->setFocus(Qt::OtherFocusReason);
    }
}

void NewRoomDialog::submit()
{
    const QString name = name_->text().trimmed();
    if (name.isEmpty()) {
        return;
    }
    // Until the answer: one click, one room.
    create_->setEnabled(false);
    Q_EMIT createWanted(name, topic_->text().trimmed(), !offRecord_->isChecked());
}

}  // namespace snug::ui
