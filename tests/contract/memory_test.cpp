// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QTest>
#include <limits>

#include "contract/store_contract.h"
#include "store/memory_store.h"

using namespace snug;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    contract::Backend backend;
    backend.offTheRecord = true;
    backend.make = [](const QString&) -> store::StoreFactory {
        return [](store::Store::Sink sink) -> store::Result<std::unique_ptr<store::Store>> {
            const store::MemoryStore::Bounds all{std::numeric_limits<std::size_t>::max(),
                                                 {std::numeric_limits<qint64>::max()}};
            return std::unique_ptr<store::Store>(std::make_unique<store::MemoryStore>(all, std::move(sink)));
        };
    };
    contract::StoreContract suite(std::move(backend));
    return QTest::qExec(&suite, argc, argv);
}
