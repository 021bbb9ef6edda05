// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor_command.h"

#include <QTextStream>
#include <algorithm>

#include "base/log.h"
#include "complaint.h"
#include "doctor/doctor.h"
#include "server_options.h"

namespace snug {

namespace {

using namespace Qt::StringLiterals;
using Verdict = doctor::Finding::Verdict;

constexpr int kSomethingBad = 1;

QString help()
{
    return u"Usage: snugd doctor [options]\n"
           "Says why people cannot connect to a server on this computer: looks at addresses, port, firewall, "
           "name,\n"
           "certificate, clock, disk and data, and says what to do. It changes nothing.\n"
           "\n"
           "Give it the options that the server has (snugd --help), such as --config FILE or --port 4777. "
           "The rules\n"
           "of a firewall are shown to root only.\n"
           "Exit codes: 0 nothing bad was found, 1 something was, 64 wrong options.\n"_s;
}

QString markOf(Verdict verdict)
{
    switch (verdict) {
        case Verdict::Good:
            return u"good    "_s;
        case Verdict::Unsure:
            return u"look at "_s;
        case Verdict::Bad:
            break;
    }
    return u"BAD     "_s;
}

}  // namespace

int runDoctor(const QStringList& arguments)
{
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s)) {
        QTextStream(stdout) << help();
        return 0;
    }
    const ServerOptions options = readServerOptions(arguments);
    if (!options.error.isEmpty() || !options.text.isEmpty()) {
        return complainOfUse(u"snugd doctor"_s, options.error.isEmpty()
                                                    ? u"That option does not go with the doctor."_s
                                                    : options.error);
    }
    base::installLogging(base::LogLevel::Error);
    QTextStream out(stdout);
    bool bad = false;
    for (const doctor::Finding& finding : doctor::examine(options.config)) {
        bad = bad || finding.verdict == Verdict::Bad;
        out << markOf(finding.verdict) << finding.subject << ": " << finding.found << '\n';
        if (!finding.advice.isEmpty()) {
            out << u"          → "_s << finding.advice << '\n';
        }
        out.flush();
    }
    return bad ? kSomethingBad : 0;
}

}  // namespace snug
