// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_contract.h"

using namespace snug;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    contract::StoreContract suite({contract::sqliteIn, false, true});
    return QTest::qExec(&suite, argc, argv);
}
