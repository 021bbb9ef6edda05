// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <cstdio>

#include "base/result.h"
#include "load/comparison.h"
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
}

// Nothing to do without a name.
bool writeJson(const std::string& name, const RunResult& result)
{
    if (name.empty()) {
        return true;
    }
    const QByteArray json = jsonOf(result);
    QFile file(QString::fromStdString(name));
    return file.open(QIODevice::WriteOnly) && file.write(json) == json.size();
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
    Progress progress(plan.quiet           ? Progress::Manner::None
                      : isTerminalStderr() ? Progress::Manner::Bar
                                           : Progress::Manner::Lines);
    const RunResult result = runPlan(plan, *servers, progress);
    print(stdout, tableOf(result));
    if (!writeJson(plan.jsonFile, result)) {
        print(stderr, "snug-load: cannot write the results\n");
        return kWrong;
    }
    return result.good() ? 0 : kWrong;
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
