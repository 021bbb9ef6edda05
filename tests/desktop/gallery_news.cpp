// SPDX-License-Identifier: GPL-3.0-or-later
// News of Snug, and links from outside.
#include <QDialog>

#include "desktop/gallery.h"
#include "ui/notice_bar.h"

namespace snug::test {

using namespace Qt::StringLiterals;

void Gallery::takeDialogs(const QString& name)
{
    for (const auto mode : {ui::ThemeMode::Light, ui::ThemeMode::Dark}) {
        dress(mode);
        for (QDialog* const dialog : ada_.program().window().findChildren<QDialog*>()) {
            if (dialog->isVisible()) {
                take(*dialog, mode == ui::ThemeMode::Light ? name : name + u"-dark"_s);
            }
        }
    }
    dress(ui::ThemeMode::Light);
    for (QDialog* const dialog : ada_.program().window().findChildren<QDialog*>()) {
        dialog->close();
    }
    QTest::qWait(50);
}

bool Gallery::news()
{
    shell::Desktop& program = ada_.program();
    Q_EMIT program.window().whatsNewWanted();
    takeDialogs(u"whats-new"_s);
    platform::HandOver wish;
    wish.link = u"snug://192.0.2.7/lobby"_s;
    program.open(wish);
    takeDialogs(u"another-server"_s);

    program.window().news()->announce(shell::NewsBinder::sentence(u"0.2.0"_s, u"0.1.0"_s));
    takeWindow(u"newer-version"_s, {1180, 760});
    dress(ui::ThemeMode::Dark);
    takeWindow(u"newer-version-dark"_s, {1180, 760});
    dress(ui::ThemeMode::Light);
    takeWindow(u"newer-version-narrow"_s, {420, 700});
    program.window().resize(1180, 760);
    program.window().news()->dismiss();
    return true;
}

}  // namespace snug::test
