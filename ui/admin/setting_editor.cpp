// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/setting_editor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/elided_label.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {
constexpr int kMaxValue = 1000;
}  // namespace

SettingEditor::SettingEditor(const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , name_(new ElidedLabel(this))
    , description_(makeLabel({}, this))
    , field_(new QLineEdit(this))
    , standard_(new QPushButton(tr("Standard"), this))
    , apply_(new QPushButton(tr("Apply"), this))
    , error_(makeLabel({}, this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    Theme::setText(name_, TextRole::Strong);
    Theme::setText(description_, TextRole::Small, Colour::Muted);
    description_->setWordWrap(true);
    Theme::setText(error_, TextRole::Small, Colour::Danger);
    error_->setWordWrap(true);
    error_->hide();
    field_->setMaxLength(kMaxValue);
    Theme::setFlag(apply_, "primary");
    standard_->setToolTip(tr("Fills in what the setting is without a configuration"));
    field_->installEventFilter(this);
    arrange(theme);
    connect(field_, &QLineEdit::textEdited, this, [this] {
        showError(setting_.name, {});
        refresh();
    });
    connect(field_, &QLineEdit::returnPressed, this, &SettingEditor::apply);
    connect(apply_, &QPushButton::clicked, this, &SettingEditor::apply);
    connect(standard_, &QPushButton::clicked, this, [this] {
        field_->setText(setting_.standard);
        field_->setModified(true);
        showError(setting_.name, {});
        focusField();
        refresh();
    });
    setSetting({});
}

void SettingEditor::arrange(const Theme& theme)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(theme.px(8));
    line->addWidget(field_, 1);
    line->addWidget(standard_);
    line->addWidget(apply_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14));
    layout->setSpacing(theme.px(5));
    layout->addWidget(name_);
    layout->addWidget(description_);
    layout->addLayout(line);
    layout->addWidget(error_);
}

void SettingEditor::setSetting(const Setting& setting)
{
    const bool another = setting.name != setting_.name;
    const bool news = setting.value != setting_.value;
    setting_ = setting;
    name_->setFullText(setting.name.isEmpty() ? tr("No setting chosen") : setting.name);
    field_->setAccessibleName(tr("Value of %1").arg(setting.name));
    // What was typed and taken comes back as the value: then it is the person's no longer.
    if (another || field_->text() == setting.value) {
        field_->setModified(false);
        showError(setting.name, {});
    }
    if (another || (news && !field_->isModified())) {
        field_->setText(setting.value);
    }
    refresh();
}

void SettingEditor::setKept(bool kept)
{
    kept_ = kept;
    refresh();
}

QString SettingEditor::aboutText() const
{
    if (setting_.name.isEmpty()) {
        return tr("Choose a setting to see all of it.");
    }
    QStringList lines{setting_.description};
    if (!setting_.changeable) {
        lines << tr("It stands in the server's configuration and is read when the server starts.");
    } else if (!kept_) {
        lines << tr("The server has no configuration file: a change counts until it stops.");
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void SettingEditor::showError(const QString& name, const QString& sentence)
{
    if (name != setting_.name) {
        return;
    }
    error_->setText(breakable(sentence));
    error_->setVisible(!sentence.isEmpty());
    Theme::setFlag(field_, "invalid", !sentence.isEmpty());
    field_->setAccessibleDescription(sentence);
}

bool SettingEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::ShortcutOverride && field_->text() != setting_.value &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        // The first Escape takes back what was typed, the next one closes the window.
        field_->setText(setting_.value);
        showError(setting_.name, {});
        refresh();
        event->accept();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void SettingEditor::focusField()
{
    field_->setFocus(Qt::OtherFocusReason);
    field_->selectAll();
}

void SettingEditor::refresh()
{
    const bool there = !setting_.name.isEmpty();
    description_->setText(breakable(aboutText()));
    field_->setVisible(there);
    field_->setReadOnly(!setting_.changeable);
    apply_->setVisible(there && setting_.changeable);
    standard_->setVisible(there && setting_.changeable);
    apply_->setEnabled(field_->text() != setting_.value);
    standard_->setEnabled(field_->text() != setting_.standard);
}

void SettingEditor::apply()
{
    if (setting_.changeable && apply_->isEnabled()) {
        Q_EMIT valueWanted(setting_.name, field_->text().trimmed());
    }
}

}  // namespace snug::ui
