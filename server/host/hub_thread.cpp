// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/hub_thread.h"

#include <QDeadlineTimer>
#include <QTimer>

#include "base/log.h"
#include "base/random.h"

namespace snug::host {

HubThread::HubThread(rooms::HubConfig config, EffectRunner runner, FiguresSink figures)
    : figures_(std::move(figures))
    , runner_(std::move(runner))
    , root_(std::make_unique<QObject>())
    , hub_(std::move(config), base::secureRandomText)
{
    thread_.setObjectName(QStringLiteral("hub"));
    root_->moveToThread(&thread_);
    const auto wake = [this] { post([this] { takeAll(); }); };
    network_.onWake(wake);
    store_.onWake(wake);
}

HubThread::~HubThread()
{
    stop();
}

void HubThread::start()
{
    thread_.start();
    post([this] {
        auto* timer = new QTimer(root_.get());
        QObject::connect(timer, &QTimer::timeout, root_.get(), [this] { tick(); });
        timer->start(rooms::Hub::kTick);
    });
}

void HubThread::drain(std::chrono::milliseconds atMost)
{
    const QDeadlineTimer deadline(atMost);
    bool waiting = true;
    const auto ask = [this, &waiting](bool begin) {
        QMetaObject::invokeMethod(
            root_.get(),
            [this, &waiting, begin] {
                if (begin) {
                    apply(rooms::Drain{});
                }
                waiting = hub_.isWaitingForStore();
            },
            Qt::BlockingQueuedConnection);
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
    if (!root_) {
        return;
    }
    if (!thread_.isRunning()) {
        root_.reset();
        return;
    }
    root_.release()->deleteLater();  // a thread deletes what waits for it before it ends
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
    QMetaObject::invokeMethod(root_.get(), std::move(task), Qt::QueuedConnection);
}

void HubThread::takeAll()
{
    // The store first: what it answers makes room.
    for (base::Mailbox<rooms::Input>* const mailbox : {&store_, &network_}) {
        mailbox->takeAll(batch_);
        for (rooms::Input& input : batch_) {
            apply(std::move(input));
        }
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
