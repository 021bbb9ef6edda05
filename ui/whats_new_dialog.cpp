// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/whats_new_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

// Each point beside its bullet, so that its lines stand under each other.
QWidget* makeNotes(const Theme& theme, const QVector<ReleaseNotes>& releases, QWidget* parent)
{
    auto* notes = new QWidget(parent);
    auto* grid = new QGridLayout(notes);
    grid->setContentsMargins(0, 0, theme.px(12), 0);
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(8));
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const ReleaseNotes& release : releases) {
        if (row > 0) {
            grid->setRowMinimumHeight(row++, theme.px(8));
        }
        QLabel* title = makeLabel(release.title, notes);
        Theme::setText(title, TextRole::Heading);
        grid->addWidget(title, row++, 0, 1, 2);
        for (const QString& point : release.points) {
            QLabel* bullet = makeLabel(QStringLiteral("•"), notes);
            Theme::setText(bullet, TextRole::Body, Colour::Accent);
            QLabel* text = makeLabel(breakable(point), notes);
            text->setAccessibleName(point);
            text->setWordWrap(true);
            grid->addWidget(bullet, row, 0, Qt::AlignTop);
            grid->addWidget(text, row++, 1);
        }
    }
    grid->setRowStretch(row, 1);
    return notes;
}

}  // namespace

WhatsNewDialog::WhatsNewDialog(const Theme& theme, const QVector<ReleaseNotes>& releases, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("What's new in Snug"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeNotes(theme, releases, scroll));
    scroll->setAccessibleName(tr("What's new"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(18), theme.px(12), theme.px(14));
    layout->setSpacing(theme.px(14));
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(theme.px(560), theme.px(560));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->button(QDialogButtonBox::Close)->setFocus(Qt::OtherFocusReason);
}

}  // namespace snug::ui
