// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/held_database.h"

#include <QSqlDatabase>
#include <QSqlQuery>

namespace snug::test {

namespace {
const QString kName = QStringLiteral("held");
}

HeldDatabase::HeldDatabase(const QString& file)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), kName);
    database.setDatabaseName(file);
    isHeld_ = database.open() && QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE"));
}

HeldDatabase::~HeldDatabase()
{
    {
        QSqlDatabase database = QSqlDatabase::database(kName, false);
        QSqlQuery(database).exec(QStringLiteral("ROLLBACK"));
        database.close();
    }
    QSqlDatabase::removeDatabase(kName);
}

}  // namespace snug::test
