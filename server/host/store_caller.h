// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "store/store.h"

namespace snug::host {

// A store that is asked and waited for: for programs that have nothing else to do meanwhile. Its feed is
// passed over.
//
// Thread: the one that opened it, which is the store's; an event loop runs while it waits. Every store
// answers in bounded time, so waiting is bounded too.
class StoreCaller {
public:
    static store::Result<std::unique_ptr<StoreCaller>> open(const store::StoreFactory& factory);
    Q_DISABLE_COPY_MOVE(StoreCaller)

    // The answers, in the order of the operations; these get tickets here.
    std::vector<store::Result<store::Outcome>> askAll(std::vector<store::Operation> operations);
    // One operation whose answer is a T.
    template <class T>
    store::Result<T> ask(store::Operation operation)
    {
        std::vector<store::Operation> one;
        one.push_back(std::move(operation));
        const auto all = askAll(std::move(one));
        if (!all.front()) {
            return all.front().error();
        }
        return std::get<T>(*all.front());
    }

private:
    StoreCaller() = default;
    void onComplete(store::Completion completion);

    std::vector<store::Result<store::Outcome>> answers_;
    std::size_t missing_ = 0;
    std::function<void()> allAnswered_;
    std::unique_ptr<store::Store> store_;
};

}  // namespace snug::host
