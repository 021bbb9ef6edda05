// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <memory>

#include "store/store.h"

namespace snug::contract {

// A back-end made to answer later, as one over a network does: what was asked is done at once, and told from
// the event loop, a few at a time, so that much is under way together.
class LateStore : public store::Store {
public:
    static store::StoreFactory over(const store::StoreFactory& make)
    {
        return [make](Sink sink) -> store::Result<std::unique_ptr<store::Store>> {
            std::unique_ptr<LateStore> late(new LateStore(std::move(sink)));
            auto inner =
                make({[self = late.get()](const protocol::LogEntry& entry) {
                          self->told_.emplace_back([self, entry] { self->sink_.feed(entry); });
                      },
                      [self = late.get()](const store::Completion& completion) {
                          self->told_.emplace_back([self, completion] { self->sink_.complete(completion); });
                          self->timer_.start();
                      }});
            if (!inner.ok()) {
                return inner.error();
            }
            late->inner_ = std::move(inner).value();
            return std::unique_ptr<store::Store>(std::move(late));
        };
    }

    ~LateStore() override
    {
        inner_.reset();
        while (!told_.empty()) {
            tellSome();
        }
    }

    void submit(std::vector<store::Operation> batch) override { inner_->submit(std::move(batch)); }
    bool upkeep() override { return inner_->upkeep(); }

private:
    explicit LateStore(Sink sink)
        : sink_(std::move(sink))
    {
        timer_.setInterval(0);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { tellSome(); });
    }

    void tellSome()
    {
        for (int some = 0; some < 3 && !told_.empty(); ++some) {
            const auto tell = std::move(told_.front());
            told_.pop_front();
            tell();
        }
        if (told_.empty()) {
            timer_.stop();
        }
    }

    const Sink sink_;
    QTimer timer_;
    std::deque<std::function<void()>> told_;
    std::unique_ptr<store::Store> inner_;
};

}  // namespace snug::contract
