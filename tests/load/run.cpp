// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/run.h"

#include <ctime>

#include "load/crowd.h"
#include "load/server_process.h"
#include "load/storm.h"
#include "load/traffic.h"

namespace snug::load {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kPause{10};
constexpr std::chrono::seconds kRest{1};
constexpr std::chrono::milliseconds kQuiet{1500};  // longer than a server gathers what it tells everybody
constexpr std::chrono::seconds kLeave{1};

double secondsBetween(Time from, Time to)
{
    return std::chrono::duration<double>(to - from).count();
}

double toolCpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// One run, phase by phase.
class Run {
public:
    Run(const Plan& plan, const Servers& servers, Progress& progress)
        : plan_(plan)
        , progress_(progress)
        , dialect_(makeDialect(plan.dialect))
        , crowd_(plan, *dialect_, servers)
        , ledger_(plan, dialect_->traits())
        , storm_(plan, crowd_, ledger_)
        , traffic_(plan, crowd_, ledger_, storm_)
    {
        result_.plan = plan;
        result_.numbered = dialect_->traits().numbered;
    }

    RunResult take()
    {
        connectAll();
        if (result_.ready) {
            measure();
            drain();
        }
        ledger_.close();
        result_.faults = ledger_.faults();
        result_.losses = crowd_.losses();
        leave();
        progress_.finish();
        return std::move(result_);
    }

private:
    // Of all its processes together; nothing when one cannot be read.
    std::optional<ProcessUse> serverUse() const
    {
        ProcessUse sum;
        for (const int pid : plan_.serverPids) {
            const std::optional<ProcessUse> use = readProcessUse(pid);
            if (!use) {
                return std::nullopt;
            }
            sum += *use;
        }
        return plan_.serverPids.empty() ? std::nullopt : std::optional(sum);
    }

    void connectAll()
    {
        const std::optional<ProcessUse> before = serverUse();
        const Time begin = Clock::now();
        progress_.begin(u"connecting"_s);
        while (!crowd_.ready() && crowd_.losses().empty() && Clock::now() < begin + kSetUp) {
            crowd_.openSome(Clock::now());
            crowd_.poll(Clock::now() + kPause);
            showConnecting();
        }
        result_.ready = crowd_.ready();
        result_.connectsPerSecond =
            static_cast<double>(plan_.connections()) / secondsBetween(begin, Clock::now());
        rest();

        const std::optional<ProcessUse> after = serverUse();
        if (before && after) {
            const auto connections = static_cast<double>(plan_.connections());
            result_.serverPssBytes = after->pssBytes;
            result_.serverPssPerConnection =
                static_cast<double>(after->pssBytes - before->pssBytes) / connections;
            result_.serverPrivatePerConnection =
                static_cast<double>(after->privateBytes - before->privateBytes) / connections;
        }
    }

    void showConnecting()
    {
        const Time now = Clock::now();
        if (progress_.isDue(now)) {
            const double all = static_cast<double>(plan_.connections());
            progress_.draw(now, static_cast<double>(crowd_.readyCount()) / all,
                           u"%1/%2"_s.arg(crowd_.readyCount()).arg(plan_.connections()));
        }
    }

    void showTraffic(Time now)
    {
        if (!progress_.isDue(now)) {
            return;
        }
        const double left = std::max(secondsBetween(now, phaseEnd_), 0.0);
        const double length = secondsBetween(phaseBegin_, phaseEnd_);
        const std::uint64_t deliveries = traffic_.allDeliveries();
        const double rate =
            static_cast<double>(deliveries - shownDeliveries_) / std::max(secondsBetween(shown_, now), 1e-3);
        shown_ = now;
        shownDeliveries_ = deliveries;
        progress_.draw(now, length > 0 ? 1 - left / length : 1,
                       u"%1 s left, %2 deliveries/s"_s.arg(left, 0, 'f', 0).arg(rate, 0, 'f', 0));
    }

    void beginPhase(const QString& name, Time until)
    {
        phaseBegin_ = Clock::now();
        phaseEnd_ = until;
        shown_ = phaseBegin_;
        shownDeliveries_ = traffic_.allDeliveries();
        progress_.begin(name);
    }

    void runTraffic(Time until)
    {
        for (Time now = Clock::now(); now < until; now = Clock::now()) {
            storm_.step(now);
            crowd_.poll(std::min(until, traffic_.step(now)));
            showTraffic(now);
        }
    }

    // Nothing is sent yet: who came, and which rooms are new, is told to the others.
    void rest()
    {
        const Time most = Clock::now() + std::max<Clock::duration>(plan_.settle, kRest);
        beginPhase(u"at rest"_s, most);
        runTraffic(Clock::now() + kRest);
        std::uint64_t heard = 0;
        for (Time quietSince = Clock::now(); Clock::now() < std::min(quietSince + kQuiet, most);) {
            runTraffic(Clock::now() + kPause);
            if (crowd_.heard() != heard) {
                heard = crowd_.heard();
                quietSince = Clock::now();
            }
        }
    }

    void leave()
    {
        crowd_.leaveAll();
        const Time until = Clock::now() + kLeave;
        while (crowd_.isAnyoneConnected() && Clock::now() < until) {
            crowd_.poll(Clock::now() + kPause);
        }
        crowd_.abortAll();
    }

    void measure()
    {
        const Time from = Clock::now() + plan_.warmup;
        const Time until = from + plan_.measure;
        traffic_.measure(from, until);
        storm_.schedule(from, until);
        traffic_.start(Clock::now());
        beginPhase(u"warming up"_s, from);
        runTraffic(from);

        const std::optional<ProcessUse> before = serverUse();
        const double toolBefore = toolCpuSeconds();
        const Time begin = Clock::now();
        beginPhase(u"measuring"_s, until);
        runTraffic(until);
        const double toolAfter = toolCpuSeconds();
        const std::optional<ProcessUse> after = serverUse();

        result_.seconds = secondsBetween(begin, Clock::now());
        result_.toolCpuShare = (toolAfter - toolBefore) / result_.seconds;
        if (before && after) {
            result_.serverCpuSeconds = after->cpuSeconds - before->cpuSeconds;
        }
    }

    // Who was lost on the way back is not waited for.
    bool mayEnd() const { return storm_.isOver() || !crowd_.losses().empty(); }

    void drain()
    {
        traffic_.stop();
        const Time until = Clock::now() + (mayEnd() ? kDrain : kStormEnd + kDrain);
        beginPhase(u"draining"_s, until);
        while ((ledger_.unfinished() > 0 || !mayEnd()) && Clock::now() < until) {
            runTraffic(Clock::now() + kPause);
        }
        runTraffic(Clock::now() + kPause * 10);  // what comes too often would come now
        if (plan_.storms > 0) {
            result_.storm = storm_.close();
        }
        result_.messages = traffic_.messages();
        result_.deliveries = traffic_.deliveries();
        result_.deliveryLatency = traffic_.deliveryLatency();
        result_.answerLatency = traffic_.answerLatency();
    }

    const Plan& plan_;
    Progress& progress_;
    const std::unique_ptr<const Dialect> dialect_;
    Crowd crowd_;
    Ledger ledger_;
    Storm storm_;
    Traffic traffic_;
    Time phaseBegin_;
    Time phaseEnd_;
    Time shown_;
    std::uint64_t shownDeliveries_ = 0;
    RunResult result_;
};

}  // namespace

RunResult runPlan(const Plan& plan, const Servers& servers, Progress& progress)
{
    return Run(plan, servers, progress).take();
}

}  // namespace snug::load
