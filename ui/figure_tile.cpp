// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figure_tile.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/elided_label.h"
#include "ui/theme.h"

namespace snug::ui {

FigureTile::FigureTile(const Theme& theme, const QString& title, QWidget* parent)
    : QFrame(parent)
    , title_(title)
    , now_(new ElidedLabel(this))
{
    Theme::setFlag(this, "card");
    auto* head = new ElidedLabel(this);
    head->setFullText(title);
    Theme::setText(head, TextRole::Small, Colour::Muted);
    Theme::setText(now_, TextRole::Heading);
    row_ = new QHBoxLayout;
    row_->setSpacing(theme.px(6));
    for (int i = 0; i < 3; ++i) {
        const Column column{new ElidedLabel(this), new ElidedLabel(this)};
        Theme::setText(column.caption, TextRole::Tiny, Colour::Muted);
        Theme::setText(column.value, TextRole::Small);
        auto* pair = new QVBoxLayout;
        pair->setSpacing(0);
        pair->addWidget(column.caption);
        pair->addWidget(column.value);
        row_->addLayout(pair, 1);
        columns_ << column;
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10));
    layout->setSpacing(theme.px(3));
    layout->addWidget(head);
    layout->addWidget(now_);
    layout->addSpacing(theme.px(2));
    layout->addLayout(row_);
}

void FigureTile::setFigures(const QString& now, const QList<Captioned>& overTime)
{
    now_->setFullText(now);
    QString spoken = QStringLiteral("%1: %2").arg(title_, now);
    for (qsizetype i = 0; i < columns_.size(); ++i) {
        const Captioned shown = i < overTime.size() ? overTime.at(i) : Captioned();
        columns_.at(i).caption->setFullText(shown.first);
        columns_.at(i).value->setFullText(shown.second);
        // What is not used leaves its room to the others; the first keeps the tile's height.
        const bool used = i == 0 || !shown.first.isEmpty();
        columns_.at(i).caption->setVisible(used);
        columns_.at(i).value->setVisible(used);
        row_->setStretch(static_cast<int>(i), used ? 1 : 0);
        if (!shown.first.isEmpty()) {
            spoken += QStringLiteral(", %1 %2").arg(shown.first, shown.second);
        }
    }
    setAccessibleName(spoken);
}

}  // namespace snug::ui
