// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcuts_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

ShortcutsDialog::ShortcutsDialog(const Theme& theme, const QList<ShortcutLine>& lines, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* list = new QWidget(this);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, theme.px(12), 0);
    grid->setHorizontalSpacing(theme.px(24));
    grid->setVerticalSpacing(theme.px(8));
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const ShortcutLine& line : lines) {
        QLabel* what = makeLabel(line.what, list);
        what->setWordWrap(true);
        QLabel* keys = makeLabel(line.keys, list);
        Theme::setText(keys, TextRole::Small, Colour::Muted);
        Theme::setFlag(keys, "badge");
        grid->addWidget(what, row, 0);
        grid->addWidget(keys, row, 1, Qt::AlignRight);
        ++row;
    }
    grid->setRowStretch(row, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(list);
    scroll->setAccessibleName(tr("Keyboard shortcuts"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(18), theme.px(12), theme.px(14));
    layout->setSpacing(theme.px(14));
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(theme.px(440), theme.px(520));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

}  // namespace snug::ui
