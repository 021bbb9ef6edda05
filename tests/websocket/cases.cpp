// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/cases.h"

#include "websocket/case_list.h"

namespace snug::websocket::test {

Case& Case::gives(const QByteArrayList& expected)
{
    messages = expected;
    return *this;
}

Case& Case::answers(const QByteArrayList& expected)
{
    pongs = expected;
    return *this;
}

Case& Case::faults(quint16 with)
{
    end = End::Faulted;
    code = with;
    return *this;
}

Case& Case::closes(std::optional<quint16> with, const QByteArray& because)
{
    end = End::ClosedByUs;
    code = with;
    reason = because;
    return *this;
}

Case& Case::hangsUp()
{
    end = End::HungUp;
    return *this;
}

Case& Case::refuses()
{
    end = End::Refused;
    return *this;
}

Case& CaseList::add(const QByteArray& name, const QByteArrayList& writes)
{
    cases_.push_back({});
    Case& added = cases_.back();
    added.name = group_ + ": " + name;
    added.writes = writes;
    return added;
}

QByteArray saying(const QByteArray& text)
{
    return R"({"type":"send","room":"lobby","nonce":"n","text":")" + text + R"("})";
}

QByteArray messageOf(qsizetype size)
{
    const qsizetype around = saying({}).size();
    return size < around ? QByteArray(size, 'a') : saying(QByteArray(size - around, 'a'));
}

std::vector<std::pair<QByteArray, QByteArray>> cutsOf(const QByteArray& bytes)
{
    std::vector<std::pair<QByteArray, QByteArray>> cuts;
    for (qsizetype at = 0; at <= bytes.size(); ++at) {
        cuts.emplace_back(bytes.first(at), bytes.sliced(at));
    }
    return cuts;
}

std::vector<Case> casesFor(Side tested)
{
    CaseList list(tested);
    addFraming(list);
    addMessages(list);
    addUtf8(list);
    addClosing(list);
    addLimits(list);
    addHandshakes(list);
    return list.take();
}

}  // namespace snug::websocket::test
