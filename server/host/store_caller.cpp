// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/store_caller.h"

#include <QEventLoop>

namespace snug::host {

store::Result<std::unique_ptr<StoreCaller>> StoreCaller::open(const store::StoreFactory& factory)
{
    std::unique_ptr<StoreCaller> caller(new StoreCaller);
    auto made = factory(
        {[](const protocol::LogEntry&) {},
         [self = caller.get()](store::Completion completion) { self->onComplete(std::move(completion)); }});
    if (!made) {
        return made.error();
    }
    caller->store_ = std::move(made).value();
    return caller;
}

std::vector<store::Result<store::Outcome>> StoreCaller::askAll(std::vector<store::Operation> operations)
{
    if (operations.empty()) {
        return {};
    }
    for (std::size_t index = 0; index < operations.size(); ++index) {
        std::visit([index](auto& any) { any.ticket = index; }, operations[index]);
    }
    missing_ = operations.size();
    answers_.assign(operations.size(), store::Error{});
    QEventLoop loop;
    allAnswered_ = [&loop] { loop.quit(); };
    store_->submit(std::move(operations));
    if (missing_ > 0) {
        loop.exec();
    }
    allAnswered_ = {};
    return std::exchange(answers_, {});
}

void StoreCaller::onComplete(store::Completion completion)
{
    if (missing_ == 0) {
        return;  // the store is closed
    }
    answers_[completion.ticket] = std::move(completion.result);
    if (--missing_ == 0 && allAnswered_) {
        allAnswered_();
    }
}

}  // namespace snug::host
