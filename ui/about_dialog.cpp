// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/about_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

AboutDialog::AboutDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Snug"));
    QLabel* mark = makeLabel({}, this);
    const int side = theme.px(64);
    mark->setPixmap(applicationIcon().pixmap(QSize(side, side), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    QLabel* name = makeLabel(tr("Snug %1").arg(QCoreApplication::applicationVersion()).trimmed(), this);
    name->setAlignment(Qt::AlignCenter);
    Theme::setText(name, TextRole::Title);
    QLabel* text =
        makeLabel(tr("Chat with a server inside.\nFree software under the GNU General Public License, "
                     "version 3 or later, without any warranty."),
                  this);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    Theme::setText(text, TextRole::Body, Colour::Muted);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(mark);
    layout->addWidget(name);
    layout->addWidget(text);
    layout->addWidget(buttons);
    setMinimumWidth(theme.px(340));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

}  // namespace snug::ui
