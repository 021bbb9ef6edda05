// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backoff.h"

#include <QRandomGenerator>
#include <algorithm>

namespace snug::client {

namespace {
constexpr int kMostDoublings = 20;
}

Backoff::Backoff(Range range, Random random)
    : range_(range)
    , random_(std::move(random))
{
    if (!random_) {
        random_ = [] { return QRandomGenerator::global()->generateDouble(); };
    }
}

std::chrono::milliseconds Backoff::next()
{
    tries_ = std::min(tries_ + 1, kMostDoublings);
    const auto top = std::min<std::chrono::milliseconds>(range_.most, range_.least * (1 << tries_));
    const auto span = static_cast<double>((top - range_.least).count());
    return range_.least + std::chrono::milliseconds(static_cast<qint64>(random_() * span));
}

void Backoff::atLeast(int tries)
{
    tries_ = std::clamp(tries, tries_, kMostDoublings);
}

}  // namespace snug::client
