// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figure_tile.h"

#include <QVBoxLayout>

#include "ui/elided_label.h"
#include "ui/theme.h"

namespace snug::ui {

FigureTile::FigureTile(const Theme& theme, const QString& title, QWidget* parent)
    : QFrame(parent)
    , title_(title)
    , now_(new ElidedLabel(this))
    , overTime_(new ElidedLabel(this))
{
    Theme::setFlag(this, "card");
    auto* head = new ElidedLabel(this);
    head->setFullText(title);
    Theme::setText(head, TextRole::Small, Colour::Muted);
    Theme::setText(now_, TextRole::Title);
    Theme::setText(overTime_, TextRole::Small, Colour::Muted);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10));
    layout->setSpacing(theme.px(2));
    layout->addWidget(head);
    layout->addWidget(now_);
    layout->addWidget(overTime_);
}

void FigureTile::setFigures(const QString& now, const QString& overTime)
{
    now_->setFullText(now);
    overTime_->setFullText(overTime);
    setAccessibleName(QStringLiteral("%1: %2, %3").arg(title_, now, overTime));
}

}  // namespace snug::ui
