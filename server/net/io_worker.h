// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QEvent>
#include <QObject>
#include <deque>
#include <vector>

#include "base/thread_guard.h"
#include "net/channel.h"
#include "net/channel_table.h"
#include "net/connection_survey.h"
#include "net/handshakes.h"
#include "net/io_shared.h"
#include "net/timer_wheel.h"

namespace snug::net {

// All that happens on one I/O thread: its handshakes, its channels, their deadlines, and the deliveries to
// them. Made, used and destroyed on that thread; others reach it through IoShared and posted events.
class IoWorker final : public QObject, private ChannelHost {
    Q_OBJECT

public:
    // Something waits in IoShared.
    static const QEvent::Type kWake;

    explicit IoWorker(IoShared& shared);
    ~IoWorker() override;

    // Sends what was delivered, closes everybody with 1001, and quits the thread's event loop when all are
    // gone and reported, or at kStopDeadline.
    void beginStop();
    void setTls(const QSslConfiguration& tls) { handshakes_.setTls(tls); }

    static constexpr std::chrono::milliseconds kStragglers{1000};
    static constexpr std::chrono::milliseconds kStopDeadline{1250};

protected:
    bool event(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    struct ClosedReport {
        base::ConnectionId who{};
        bool clean = false;
    };

    // ChannelHost
    const NetworkConfig& config() const override { return shared_.config; }
    const Inbound& inbound() const override { return shared_.inbound; }
    IoCounters& counters(bool inner) override { return inner ? uncounted_ : shared_.counters; }
    std::span<char> readBuffer() override { return readBuffer_; }
    void schedule(base::ConnectionId who, base::SteadyTime due) override { wheel_.add(who, due); }
    void reportClosed(base::ConnectionId who, bool clean) override;
    void gone(Channel& channel) override;

    void adoptAccepted();
    void adopt(qintptr descriptor);
    void doTasks();
    void answerInquiries();
    bool admit(Visitor& visitor, bool inner);
    void leave(const Visitor& visitor);
    void open(Handshakes::Socket socket, const Visitor& visitor, const QByteArray& already);
    void deliverAll();
    void closeWhoMissed(const DeliveryBox::Missed& missed);
    void closeMissed(base::ConnectionId id);
    void deliver(const Delivery& delivery, base::SteadyTime now);
    Channel* touch(base::ConnectionId id);
    void flushTouched();
    void countDeliveries();
    void closeEverybody(bool atOnce);
    void retryReports();
    void quitWhenDone();
    void keepTicking();

    base::ThreadGuard guard_;
    IoShared& shared_;
    IoCounters uncounted_;  // where the inner connection counts; nobody reads it
    std::vector<char> readBuffer_;
    Handshakes handshakes_;
    ChannelTable channels_;
    ConnectionSurvey survey_;
    TimerWheel wheel_;
    QBasicTimer tick_;  // runs only while there is something to look after
    std::vector<TimerWheel::Entry> due_;
    std::vector<Delivery> batch_;
    std::vector<base::SteadyTime> cameAt_;  // of what is delivered in this turn and measured
    std::vector<qintptr> acceptedBatch_;
    std::vector<Inquiry> inquiryBatch_;
    std::vector<Channel*> touched_;
    std::vector<std::unique_ptr<Channel>> graveyard_;  // ended in this turn; destroyed in the next
    std::deque<ClosedReport> unreported_;              // the hub was full
    base::SteadyTime overrunWarnedAt_;
    bool stopping_ = false;
    base::SteadyTime stragglersAt_;
    base::SteadyTime stopAt_;
};

}  // namespace snug::net
