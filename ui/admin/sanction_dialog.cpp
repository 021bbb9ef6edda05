// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/sanction_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace snug::ui {

namespace {

constexpr int kMaxReason = 500;
constexpr int kMaxSubject = 200;
constexpr int kNamesShown = 4;

QString translate(const char* text)
{
    return QCoreApplication::translate("snug::ui::SanctionDialog", text);
}

// "Ada, Grace and 5 more": enough to see that the right ones are meant.
QString listed(const QStringList& names)
{
    QStringList shown;
    for (const QString& name : names.mid(0, kNamesShown)) {
        shown << (name.size() > 40 ? name.left(40) + u'…' : name);
    }
    const qsizetype more = names.size() - shown.size();
    const QString text = shown.join(QStringLiteral(", "));
    return more > 0 ? translate("%1 and %2 more").arg(text, QString::number(more)) : text;
}

QString questionOf(bool mute, const QStringList& names)
{
    if (names.isEmpty()) {
        return mute ? translate("Who is muted can read but not write.")
                    : translate("Who is banned is disconnected and cannot come back.");
    }
    return mute ? translate("Mute %1? They can read but not write.").arg(listed(names))
                : translate("Ban %1? They are disconnected and cannot come back.").arg(listed(names));
}

}  // namespace

SanctionDialog::SanctionDialog(const Theme& theme, bool mute, const QStringList& names,
                               const QStringList& addresses, QWidget* parent)
    : AdminDialog(theme, mute ? tr("Mute") : tr("Ban"), questionOf(mute, names),
                  mute ? tr("Mute") : tr("Ban"), true, parent)
    , mute_(mute)
    , names_(names)
    , addresses_(addresses)
    , byName_(new QRadioButton(tr("By &name"), this))
    , byAddress_(new QRadioButton(tr("By &address"), this))
    , subject_(new QLineEdit(this))
    , reason_(new QLineEdit(this))
    , expiry_(new QComboBox(this))
{
    makeFields();
    connect(byName_, &QRadioButton::toggled, this, &SanctionDialog::refresh);
    connect(subject_, &QLineEdit::textChanged, this, &SanctionDialog::refresh);
    refresh();
}

void SanctionDialog::makeFields()
{
    byName_->setChecked(true);
    byName_->setAccessibleName(tr("By name"));
    byAddress_->setAccessibleName(tr("By address"));
    auto* kinds = new QHBoxLayout;
    kinds->addWidget(byName_);
    kinds->addWidget(byAddress_);
    kinds->addStretch(1);
    body()->addLayout(kinds);
    const bool typed = names_.isEmpty();
    subject_->setMaxLength(kMaxSubject);
    subject_->setAccessibleName(tr("Who"));
    subject_->setVisible(typed);
    if (typed) {
        addCaption(tr("&Who"), subject_);
    }
    body()->addWidget(subject_);
    reason_->setMaxLength(kMaxReason);
    reason_->setAccessibleName(tr("Reason"));
    reason_->setPlaceholderText(tr("They are told. May be empty."));
    addCaption(tr("&Reason"), reason_);
    body()->addWidget(reason_);
    constexpr int kHour = 60;
    constexpr int kDay = 24 * kHour;
    expiry_->addItem(tr("10 minutes"), 10);
    expiry_->addItem(tr("1 hour"), kHour);
    expiry_->addItem(tr("1 day"), kDay);
    expiry_->addItem(tr("1 week"), 7 * kDay);
    expiry_->addItem(tr("For good"), 0);
    expiry_->setCurrentIndex(1);
    expiry_->setAccessibleName(tr("For how long"));
    addCaption(tr("For how &long"), expiry_);
    body()->addWidget(expiry_);
    (typed ? subject_ : reason_)->setFocus();
}

QStringList SanctionDialog::subjects() const
{
    QStringList subjects = byAddress_->isChecked() ? addresses_ : names_;
    if (names_.isEmpty()) {
        subjects = QStringList{subject_->text().trimmed()};
    }
    subjects.removeDuplicates();
    subjects.removeAll(QString());
    return subjects;
}

void SanctionDialog::refresh()
{
    subject_->setPlaceholderText(byAddress_->isChecked() ? tr("203.0.113.7 or 2001:db8::/64") : tr("A name"));
    actButton()->setEnabled(!subjects().isEmpty());
}

void SanctionDialog::accept()
{
    for (const QString& subject : subjects()) {
        Q_EMIT sanctionWanted({mute_, byAddress_->isChecked(), subject, reason_->text().trimmed(),
                               expiry_->currentData().toInt()});
    }
    AdminDialog::accept();
}

}  // namespace snug::ui
