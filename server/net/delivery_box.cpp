// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/delivery_box.h"

#include <utility>

#include "base/result.h"

namespace snug::net {

DeliveryBox::DeliveryBox(std::size_t capacity, std::size_t mostMissed)
    : box_(capacity)
    , mostMissed_(mostMissed)
{
}

void DeliveryBox::push(const Delivery& delivery)
{
    // A copy is a few references; the box keeps nothing of what it refuses.
    if (!box_.push(delivery)) {
        remember(delivery);
    }
}

void DeliveryBox::remember(const Delivery& delivery)
{
    const std::lock_guard lock(missedMutex_);
    std::visit(base::overloaded{[this](const DeliverMany& many) {
                                    for (std::size_t i = many.first; i < many.last; ++i) {
                                        if ((*many.audience)[i] != many.except) {
                                            missed_.who.insert((*many.audience)[i]);
                                        }
                                    }
                                },
                                [this](const auto& one) { missed_.who.insert(one.to); }},
               delivery);
    if (missed_.who.size() > mostMissed_) {
        missed_.everybody = true;
        missed_.who.clear();
    }
}

void DeliveryBox::takeAll(std::vector<Delivery>& batch, Missed& missed)
{
    box_.takeAll(batch);
    const std::lock_guard lock(missedMutex_);
    missed = std::exchange(missed_, {});
}

}  // namespace snug::net
