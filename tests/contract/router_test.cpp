// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_contract.h"

using namespace snug;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const auto make = [](const QString& folder) { return contract::routerOver(contract::sqliteIn(folder)); };
    contract::StoreContract suite({make, true, true});
    return QTest::qExec(&suite, argc, argv);
}
