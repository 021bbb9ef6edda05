// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <cstdio>

#include "desktop/gallery.h"

// snug-screenshots FOLDER: pictures of every page of the program, for the README and for critical eyes.
int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Snug"));
    if (QApplication::arguments().size() != 2) {
        std::fputs("usage: snug-screenshots FOLDER\n", stderr);
        return 64;
    }
    snug::test::Gallery gallery(QApplication::arguments().at(1));
    if (!gallery.takeAll()) {
        std::fputs("snug-screenshots: a scene did not come about\n", stderr);
        return 1;
    }
    return 0;
}
