// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/doctor_run.h"

#include "doctor/doctor.h"

namespace snug::shell {

namespace {

ui::Finding shown(const doctor::Finding& finding)
{
    using From = doctor::Finding::Verdict;
    using To = ui::Finding::Verdict;
    const To verdict = finding.verdict == From::Good     ? To::Good
                       : finding.verdict == From::Unsure ? To::Unsure
                                                         : To::Bad;
    return {finding.subject, verdict, finding.found, finding.advice};
}

QVector<ui::Finding> look(const host::ServerConfig& config)
{
    QVector<ui::Finding> findings;
    for (const doctor::Finding& finding : doctor::examine(config)) {
        findings.append(shown(finding));
    }
    return findings;
}

}  // namespace

DoctorRun::DoctorRun(QObject* parent)
    : QObject(parent)
{
    worker_.moveToThread(&thread_);
    thread_.setObjectName(QStringLiteral("doctor"));
}

DoctorRun::~DoctorRun()
{
    thread_.quit();
    thread_.wait();
}

void DoctorRun::start(const host::ServerConfig& config)
{
    if (std::exchange(underWay_, true)) {
        return;
    }
    thread_.start();
    // `this` outlives the worker: the destructor joins the thread.
    worker_.post([this, config] {
        here_.post([this, findings = look(config)] {
            underWay_ = false;
            Q_EMIT finished(findings);
        });
    });
}

}  // namespace snug::shell
