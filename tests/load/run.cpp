// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/run.h"

#include <ctime>

#include "load/crowd.h"
#include "load/server_process.h"
#include "load/storm.h"
#include "load/traffic.h"

namespace snug::load {

namespace {

constexpr std::chrono::milliseconds kPause{10};
constexpr std::chrono::seconds kRest{1};

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
    Run(const Plan& plan, const Servers& servers)
        : plan_(plan)
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
        crowd_.abortAll();
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
        while (!crowd_.ready() && crowd_.losses().empty() && Clock::now() < begin + kSetUp) {
            crowd_.openSome(Clock::now());
            crowd_.poll(Clock::now() + kPause);
        }
        result_.ready = crowd_.ready();
        result_.connectsPerSecond =
            static_cast<double>(plan_.connections()) / secondsBetween(begin, Clock::now());
        runTraffic(Clock::now() + kRest);  // nothing is sent yet: who came is told to the others

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

    void runTraffic(Time until)
    {
        for (Time now = Clock::now(); now < until; now = Clock::now()) {
            storm_.step(now);
            crowd_.poll(std::min(until, traffic_.step(now)));
        }
    }

    void measure()
    {
        const Time from = Clock::now() + plan_.warmup;
        const Time until = from + plan_.measure;
        traffic_.measure(from, until);
        storm_.schedule(from, until);
        traffic_.start(Clock::now());
        runTraffic(from);

        const std::optional<ProcessUse> before = serverUse();
        const double toolBefore = toolCpuSeconds();
        const Time begin = Clock::now();
        runTraffic(until);
        const double toolAfter = toolCpuSeconds();
        const std::optional<ProcessUse> after = serverUse();

        result_.seconds = secondsBetween(begin, Clock::now());
        result_.toolCpuShare = (toolAfter - toolBefore) / result_.seconds;
        if (before && after) {
            result_.serverCpuSeconds = after->cpuSeconds - before->cpuSeconds;
        }
    }

    void drain()
    {
        traffic_.stop();
        const Time until = Clock::now() + (storm_.isOver() ? kDrain : kStormEnd + kDrain);
        while ((ledger_.unfinished() > 0 || !storm_.isOver()) && Clock::now() < until) {
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
    const std::unique_ptr<const Dialect> dialect_;
    Crowd crowd_;
    Ledger ledger_;
    Storm storm_;
    Traffic traffic_;
    RunResult result_;
};

}  // namespace

RunResult runPlan(const Plan& plan, const Servers& servers)
{
    return Run(plan, servers).take();
}

}  // namespace snug::load
