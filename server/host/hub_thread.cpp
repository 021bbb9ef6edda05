// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/hub_thread.h"

#include <QDeadlineTimer>

#include "base/log.h"
#include "base/random.h"

namespace snug::host {

HubThread::HubThread(rooms::HubConfig config, EffectRunner runner, FiguresSink figures)
    : figures_(std::move(figures))
    , runner_(std::move(runner))
    , hub_(std::move(config), base::secureRandomText)
{
    thread_.setObjectName(QStringLiteral("hub"));
    tasks_.moveToThread(&thread_);
    // A mailbox wakes once for all it holds, so that one task for each waits at most.
    network_.onWake([this] { post([this] { takeAll(network_); }); });
    store_.onWake([this] { post([this] { takeAll(store_); }); });
}

HubThread::~HubThread()
{
    stop();
}

void HubThread::start()
{
    thread_.start();
    post([this] {
        ticker_ = std::make_unique<QTimer>();
        QObject::connect(ticker_.get(), &QTimer::timeout, ticker_.get(), [this] { tick(); });
        ticker_->start(rooms::Hub::kTick);
    });
}

void HubThread::drain(std::chrono::milliseconds atMost)
{
    const QDeadlineTimer deadline(atMost);
    bool waiting = true;
    const auto ask = [this, &waiting](bool begin) {
        tasks_.runAndWait([this, &waiting, begin] {
            if (begin) {
                apply(rooms::Drain{});
            }
            waiting = hub_.isWaitingForStore();
        });
    };
    ask(true);
    while (waiting && !deadline.hasExpired()) {
        QThread::msleep(2);
        ask(false);
    }
    if (waiting) {
        qCWarning(base::logHost, "stopping although the store has not answered everything");
    }
}

void HubThread::stop()
{
    if (!thread_.isRunning()) {
        return;
    }
    tasks_.runAndWait([this] { ticker_.reset(); });
    thread_.quit();
    thread_.wait();
}

void HubThread::fromStore(rooms::Input input)
{
    if (!store_.push(std::move(input))) {
        qFatal("the store answers more than it was asked");
    }
}

void HubThread::post(std::function<void()> task)
{
    if (!tasks_.post(std::move(task))) {
        qFatal("more tasks wait for the hub than there are who post them");
    }
}

void HubThread::takeAll(base::Mailbox<rooms::Input>& mailbox)
{
    const base::WakeScope untilAllIsApplied;
    mailbox.takeAll(batch_);
    for (rooms::Input& input : batch_) {
        apply(std::move(input));
    }
}

void HubThread::apply(rooms::Input input)
{
    effects_.clear();
    hub_.apply(std::move(input), base::Now::read(), effects_);
    runner_.run(effects_,
                [this](store::Completion refused) { fromStore(rooms::Completed{std::move(refused)}); });
}

void HubThread::tick()
{
    apply(rooms::Tick{});
    figures_(hub_.figures());
}

}  // namespace snug::host
