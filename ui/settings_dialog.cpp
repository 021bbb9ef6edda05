// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>
#include <cmath>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {
constexpr std::array<int, 7> kPercents = {80, 90, 100, 110, 125, 150, 200};
}

SettingsDialog::SettingsDialog(const Preferences& now, const SettingsOffer& offer, QWidget* parent)
    : QDialog(parent)
    , before_(now)
    , nick_(new QLineEdit(now.nick, this))
    , nickError_(makeLabel(tr("You need a name."), this))
    , theme_(new QComboBox(this))
    , fontScale_(new QComboBox(this))
    , enterSends_(makeCheck(tr("&Enter sends the message"), now.enterSends))
    , showInTray_(makeCheck(tr("Show in the t&ray, where the desktop has one"), now.showInTray))
    , keepInTray_(makeCheck(tr("&Keep running there when the window is closed"), now.keepInTray))
    , autostart_(makeCheck(tr("Start with the session, hi&dden in the tray"), now.autostart))
    , tellNewer_(makeCheck(tr("Tell me when a server runs a newer &version"), now.tellNewer))
{
    setWindowTitle(tr("Settings"));
    nick_->setMaxLength(64);
    nick_->setAccessibleName(tr("Your name"));
    Theme::setText(nickError_, TextRole::Small, Colour::Danger);
    nickError_->hide();
    theme_->addItem(tr("Like the system"), static_cast<int>(ThemeMode::System));
    theme_->addItem(tr("Light"), static_cast<int>(ThemeMode::Light));
    theme_->addItem(tr("Dark"), static_cast<int>(ThemeMode::Dark));
    theme_->setCurrentIndex(theme_->findData(static_cast<int>(now.theme)));
    theme_->setAccessibleName(tr("Theme"));
    int nearest = 0;
    for (const int percent : kPercents) {
        fontScale_->addItem(tr("%1 %").arg(percent), percent);
        if (std::abs(percent - now.fontScale * 100) <
            std::abs(fontScale_->itemData(nearest).toInt() - now.fontScale * 100)) {
            nearest = fontScale_->count() - 1;
        }
    }
    fontScale_->setCurrentIndex(nearest);
    fontScale_->setAccessibleName(tr("Text size"));
    auto* hint = makeLabel(tr("Shift+Enter always begins a new line; without this, Ctrl+Enter sends."), this);
    hint->setWordWrap(true);
    Theme::setText(hint, TextRole::Small, Colour::Muted);

    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const int space = fontMetrics().height();
    form->setVerticalSpacing(space * 3 / 4);
    form->setHorizontalSpacing(space);
    form->addRow(tr("Your &name"), nick_);
    form->addRow(QString(), nickError_);
    form->addRow(tr("&Theme"), theme_);
    form->addRow(tr("Text &size"), fontScale_);
    form->addRow(QString(), enterSends_);
    form->addRow(QString(), hint);
    form->addRow(tr("Desktop"), showInTray_);
    form->addRow(QString(), keepInTray_);
    if (offer.autostart) {
        form->addRow(QString(), autostart_);
    } else {
        autostart_->hide();
    }
    form->addRow(tr("Updates"), tellNewer_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    Theme::setFlag(buttons->button(QDialogButtonBox::Ok), "primary");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space * 5 / 4, space * 5 / 4, space * 5 / 4, space);
    layout->setSpacing(space);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    const auto preview = [this] { Q_EMIT previewWanted(preferences()); };
    connect(theme_, &QComboBox::currentIndexChanged, this, preview);
    connect(fontScale_, &QComboBox::currentIndexChanged, this, preview);
    connect(nick_, &QLineEdit::textChanged, nickError_, &QWidget::hide);
    keepInTray_->setEnabled(now.showInTray);
    connect(showInTray_, &QCheckBox::toggled, keepInTray_, &QWidget::setEnabled);
}

QCheckBox* SettingsDialog::makeCheck(const QString& text, bool on)
{
    auto* check = new QCheckBox(text, this);
    check->setChecked(on);
    check->setAccessibleName(QString(text).remove(u'&'));
    return check;
}

Preferences SettingsDialog::preferences() const
{
    Preferences result;
    result.nick = nick_->text().trimmed();
    result.theme = static_cast<ThemeMode>(theme_->currentData().toInt());
    result.fontScale = fontScale_->currentData().toInt() / 100.0;
    result.enterSends = enterSends_->isChecked();
    result.showInTray = showInTray_->isChecked();
    result.keepInTray = keepInTray_->isChecked();
    result.autostart = autostart_->isChecked();
    result.tellNewer = tellNewer_->isChecked();
    return result;
}

void SettingsDialog::accept()
{
    if (nick_->text().trimmed().isEmpty()) {
        nickError_->show();
        nick_->setFocus(Qt::OtherFocusReason);
        return;
    }
    Q_EMIT saved(preferences());
    QDialog::accept();
}

void SettingsDialog::reject()
{
    Q_EMIT previewWanted(before_);
    QDialog::reject();
}

}  // namespace snug::ui
