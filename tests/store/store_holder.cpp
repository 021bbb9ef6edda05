// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a store as another server would, says how that went in one line, and holds it until its input ends.
#include <QCoreApplication>
#include <QTextStream>
#include <cstdio>

#include "store/sqlite_store.h"

using namespace snug::store;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    SqliteStore::Settings settings;
    settings.path = app.arguments().value(1);
    const auto opened = SqliteStore::open(settings, {[](auto) {}, [](auto) {}});
    QTextStream(stdout) << (opened.ok() ? QStringLiteral("open") : opened.error().reason) << Qt::endl;
    while (opened.ok() && std::getchar() != EOF) {
    }
    return opened.ok() ? 0 : 1;
}
