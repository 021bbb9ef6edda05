// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTest>

#include "contract/redis_backend.h"
#include "contract/store_contract.h"

using namespace snug;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    contract::RedisServers servers(3);
    contract::StoreContract suite(
        {[&](const QString& folder) { return servers.in(folder); }, true, true, true, false});
    return QTest::qExec(&suite, argc, argv);
}
