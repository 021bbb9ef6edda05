// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/store_contract.h"

namespace snug::contract {

using namespace store;
using namespace Qt::StringLiterals;

namespace {

PutFact put(const QString& key, const QByteArray& value, const std::optional<QByteArray>& expected = {})
{
    return {0, key, value, expected};
}

}  // namespace

// ---- facts

void StoreContract::factsAreKept()
{
    QCOMPARE(store_->get<Facts>(ListFacts{}), Facts{});
    store_->get<base::Done>(put(u"owner"_s, "ada"));
    store_->get<base::Done>(put(u"ban bob"_s, "spam"));
    const auto all = store_->run({put(u"owner"_s, "eve"), ListFacts{}, put(u"ban bob"_s, {}), ListFacts{}});
    QCOMPARE(std::get<Facts>(*all[1]), (Facts{{{u"ban bob"_s, "spam"}, {u"owner"_s, "eve"}}}));
    QCOMPARE(std::get<Facts>(*all[3]), (Facts{{{u"owner"_s, "eve"}}}));
    store_->get<base::Done>(put(u"never was"_s, {}));
    if (backend_.survives) {
        store_->reopen();
    }
    QCOMPARE(store_->get<Facts>(ListFacts{}), (Facts{{{u"owner"_s, "eve"}}}));
}

void StoreContract::factIsPutAsExpected()
{
    const QString owner = u"owner"_s;
    QCOMPARE(store_->errorOf(put(owner, "ada", "bob")), ErrorCode::Conflict);
    store_->get<base::Done>(put(owner, "ada", QByteArray()));
    QCOMPARE(store_->errorOf(put(owner, "bob", QByteArray())), ErrorCode::Conflict);
    QCOMPARE(store_->errorOf(put(owner, {}, "bob")), ErrorCode::Conflict);
    QCOMPARE(store_->get<Facts>(ListFacts{}), (Facts{{{owner, "ada"}}}));
    store_->get<base::Done>(put(owner, "bob", "ada"));
    store_->get<base::Done>(put(owner, "bob", "bob"));
    store_->get<base::Done>(put(owner, {}, "bob"));
    QCOMPARE(store_->get<Facts>(ListFacts{}), Facts{});
    store_->get<base::Done>(put(owner, {}, QByteArray()));
}

void StoreContract::factsOfAnyBytesComeBack()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte) {
        bytes.append(static_cast<char>(byte));
    }
    const QStringList keys{u"12 with\nlines"_s, u"zero\0inside"_s, u"größer \U0001F600"_s, u"'; --"_s};
    Facts expected;
    for (const QString& key : keys) {
        store_->get<base::Done>(put(key, bytes));
        expected.facts.insert(key, bytes);
    }
    QCOMPARE(store_->get<Facts>(ListFacts{}), expected);
    store_->get<base::Done>(put(keys[0], {}, bytes));
}

void StoreContract::factsAreBounded()
{
    const QString longest(kFactKeyLength, u'k');
    store_->get<base::Done>(put(longest, QByteArray(kFactBytes, 'v')));
    QCOMPARE(store_->errorOf(put(longest + u'k', "v")), ErrorCode::OutOfBounds);
    QCOMPARE(store_->errorOf(put({}, "v")), ErrorCode::OutOfBounds);
    QCOMPARE(store_->errorOf(put(longest, QByteArray(kFactBytes + 1, 'v'))), ErrorCode::OutOfBounds);
    std::vector<Operation> batch;
    for (int count = 1; count < kFacts; ++count) {
        batch.emplace_back(put(u"fact %1"_s.arg(count), "v"));
    }
    for (const auto& done : store_->run(std::move(batch))) {
        QVERIFY(done.ok());
    }
    QCOMPARE(store_->errorOf(put(u"one more"_s, "v")), ErrorCode::OutOfBounds);
    QCOMPARE(store_->get<Facts>(ListFacts{}).facts.size(), kFacts);
    // What is there may change, and what goes makes room.
    store_->get<base::Done>(put(u"fact 1"_s, "w"));
    store_->get<base::Done>(put(u"fact 2"_s, {}));
    store_->get<base::Done>(put(u"one more"_s, "v"));
}

}  // namespace snug::contract
