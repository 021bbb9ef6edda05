// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/export_bar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include "ui/elided_label.h"
#include "ui/theme.h"

namespace snug::ui {

ExportBar::ExportBar(const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , text_(new ElidedLabel(this))
    , progress_(new QProgressBar(this))
    , button_(new QPushButton(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    progress_->setTextVisible(false);
    progress_->setFixedSize(theme.px(160), theme.px(6));
    progress_->setAccessibleName(tr("Progress of the export"));
    Theme::setFlag(button_, "slim");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(16), theme.px(7), theme.px(16), theme.px(7));
    layout->setSpacing(theme.px(10));
    layout->addWidget(text_, 1);
    layout->addWidget(progress_);
    layout->addWidget(button_);
    hide();
    connect(button_, &QPushButton::clicked, this, [this] {
        if (running_) {
            // What came of it is told by finish().
            button_->setEnabled(false);
            Q_EMIT cancelWanted();
        } else {
            hide();
        }
    });
}

void ExportBar::setProgress(const QString& room, qint64 done, qint64 total)
{
    if (!running_) {
        button_->setText(tr("Cancel"));
        button_->setEnabled(true);
    }
    running_ = true;
    const QLocale locale;
    text_->setFullText(
        total > 0 ? tr("Exporting %1: %2 of %3").arg(room, locale.toString(done), locale.toString(total))
                  : tr("Exporting %1: %2").arg(room, locale.toString(done)));
    // Without an end in sight the bar only shows that something goes on.
    constexpr qint64 kSteps = 1000;
    progress_->setRange(0, total > 0 ? static_cast<int>(kSteps) : 0);
    if (total > 0) {
        progress_->setValue(static_cast<int>(qBound(qint64{0}, done * kSteps / total, kSteps)));
    }
    progress_->show();
    show();
}

void ExportBar::finish(const QString& sentence)
{
    running_ = false;
    text_->setFullText(sentence);
    progress_->hide();
    button_->setText(tr("Close"));
    button_->setEnabled(true);
    show();
}

}  // namespace snug::ui
