// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <algorithm>
#include <cstdio>

#include "base/result.h"
#include "load/comparison.h"
#include "load/limit.h"
#include "load/options.h"
#include "load/report.h"
#include "load/run.h"
#include "load/terminal.h"

namespace {

using namespace snug::load;

constexpr int kWrong = 1;   // a fault in what the server did, or it could not be reached
constexpr int kUsage = 64;  // sysexits(3): EX_USAGE
constexpr std::size_t kOwnDescriptors = 64;

void print(std::FILE* stream, const QByteArray& text)
{
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stream);
    std::fflush(stream);
}

// Where it is asked for.
bool writeJson(const Plan& plan, const RunResult& result)
{
    if (plan.jsonFile.empty()) {
        return true;
    }
    const QByteArray json = jsonOf(result);
    QFile file(QString::fromStdString(plan.jsonFile));
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size()) {
        return true;
    }
    print(stderr, "snug-load: cannot write the results\n");
    return false;
}

int compare(const ComparisonWish& wish)
{
    QFile before(wish.before);
    QFile after(wish.after);
    for (QFile* const file : {&before, &after}) {
        if (!file->open(QIODevice::ReadOnly)) {
            print(stderr, "snug-load: cannot read " + file->fileName().toUtf8() + "\n");
            return kUsage;
        }
    }
    const auto comparison = compareResults(before.readAll(), after.readAll(), wish.worseAtMost);
    if (!comparison) {
        print(stderr, "snug-load: " + comparison.error().toUtf8() + "\n");
        return kUsage;
    }
    print(stdout, comparison->text);
    return comparison->worse ? kWrong : 0;
}

int search(const Plan& plan, const Servers& servers, Progress& progress)
{
    const std::size_t descriptors = raiseDescriptorLimit(kMaxConnections + kOwnDescriptors) - kOwnDescriptors;
    const std::size_t members = std::min(descriptors, kMaxConnections) - plan.idle;
    const Limit limit = findLimit(plan, members / plan.members, servers, progress,
                                  [](const QByteArray& line) { print(stdout, line); });
    print(stdout, textOf(limit));
    return limit.held && writeJson(plan, *limit.held) ? 0 : kWrong;
}

int run(const Plan& plan)
{
    const auto servers = Servers::find(plan);
    if (!servers) {
        print(stderr, "snug-load: " + QByteArray::fromStdString(servers.error()) + "\n");
        return kWrong;
    }
    if (raiseDescriptorLimit(plan.connections() + kOwnDescriptors) < plan.connections() + kOwnDescriptors) {
        print(stderr,
              "snug-load: the limit of open descriptors (ulimit -n) is too low for so many connections\n");
        return kWrong;
    }
    const bool isSearch = plan.ratePerRoom > 0;
    Progress progress(plan.quiet           ? Progress::Manner::None
                      : isTerminalStderr() ? Progress::Manner::Bar
                      : isSearch           ? Progress::Manner::None  // it has lines of its own
                                           : Progress::Manner::Lines);
    if (isSearch) {
        return search(plan, *servers, progress);
    }
    const RunResult result = runPlan(plan, *servers, progress);
    print(stdout, tableOf(result));
    return writeJson(plan, result) && result.good() ? 0 : kWrong;
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return std::visit(snug::base::overloaded{[](const Plan& plan) { return run(plan); },
                                             [](const ComparisonWish& wish) { return compare(wish); },
                                             [](const WrongUsage& wrong) {
                                                 print(stderr, "snug-load: " + wrong.message.toUtf8() + "\n");
                                                 return kUsage;
                                             },
                                             [](const HelpText& help) {
                                                 print(stdout, help.text.toUtf8());
                                                 return 0;
                                             }},
                      readOptions(QCoreApplication::arguments()));
}
