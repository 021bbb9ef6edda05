// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/kept_answer.h"

namespace snug::client {

KeptAnswer::KeptAnswer(Backoff backoff, Ask ask, QObject* parent)
    : QObject(parent)
    , backoff_(std::move(backoff))
    , ask_(std::move(ask))
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &KeptAnswer::renew);
}

void KeptAnswer::renew()
{
    if (underWay_) {
        again_ = true;
        return;
    }
    retry_.stop();
    underWay_ = true;
    again_ = false;
    ask_([this, round = round_](const std::optional<Failure>& problem) { onDone(round, problem); });
}

void KeptAnswer::stop()
{
    ++round_;
    underWay_ = false;
    again_ = false;
    retry_.stop();
    backoff_.reset();
}

void KeptAnswer::onDone(int round, const std::optional<Failure>& problem)
{
    if (round != round_) {
        return;
    }
    underWay_ = false;
    if (problem && problem->temporary()) {
        retry_.start(backoff_.next());
        return;
    }
    backoff_.reset();
    if (again_) {
        renew();
    }
}

}  // namespace snug::client
