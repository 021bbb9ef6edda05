// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/machine.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSslCertificate>

#include "doctor/command.h"
#include "host/migration.h"
#include "host/server_runtime.h"
#include "host/store_caller.h"
#include "host/tls_setup.h"
#include "observe/disk_space.h"

namespace snug::doctor {

namespace {

using namespace Qt::StringLiterals;
using Verdict = Finding::Verdict;

constexpr std::chrono::days kSoon{14};

base::WallTime wallTime(const QDateTime& time)
{
    return base::WallTime{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

QString dateOf(base::WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

Finding lookAtDisk(const QString& folder)
{
    const observe::Reading reading = observe::judgeDiskSpace(observe::measureDiskSpace(folder), {});
    if (reading.status == observe::HealthStatus::Pass) {
        return {u"Disk"_s, Verdict::Good, u"There is room on the disk of %1."_s.arg(folder), {}};
    }
    return {u"Disk"_s, reading.status == observe::HealthStatus::Fail ? Verdict::Bad : Verdict::Unsure,
            u"%1: %2."_s.arg(folder, reading.reason),
            u"Make room, or let old messages go: --retain-days, --retain-messages."_s};
}

Finding lookAtDatabase(const host::ServerConfig& config, const QString& dataFolder)
{
    const QString file = host::databaseFile(config.store, dataFolder);
    if (!QFileInfo::exists(file)) {
        return {u"Data"_s,
                Verdict::Good,
                u"There is no %1 yet; the server makes it when it starts."_s.arg(file),
                {}};
    }
    const auto opened = host::StoreCaller::open(host::readingFactory(config.store, dataFolder));
    if (!opened.ok()) {
        return {
            u"Data"_s, Verdict::Bad, u"The data cannot be read: %1."_s.arg(opened.error().reason),
            u"If it is another user's, ask the doctor as that user. If it is damaged, bring back a copy."_s};
    }
    const auto rooms = (*opened)->ask<store::RoomList>(store::ListRooms{0, {}, 1});
    if (!rooms.ok()) {
        return {u"Data"_s, Verdict::Bad, u"The data cannot be read: %1."_s.arg(rooms.error().reason),
                u"If it is damaged, bring back a copy."_s};
    }
    return {u"Data"_s, Verdict::Good, u"%1 can be read; it has %2 rooms."_s.arg(file).arg(rooms->total), {}};
}

Finding lookAtRedis(const host::ServerConfig& config, const QString& dataFolder)
{
    const QString name = host::nameOf(config.store);
    const auto opened = host::StoreCaller::open(host::readingFactory(config.store, dataFolder));
    if (!opened.ok()) {
        return {u"Redis"_s, Verdict::Bad, u"%1: %2."_s.arg(name, opened.error().reason),
                u"Start it, or mend address and password after --store."_s};
    }
    const auto probed = (*opened)->ask<store::Probed>(store::Probe{});
    if (!probed.ok()) {
        return {u"Redis"_s, Verdict::Bad,
                u"%1 answers, but cannot store: %2."_s.arg(name, probed.error().reason),
                u"redis-cli INFO shows what it lacks: memory, its disk, or its master."_s};
    }
    if (!probed->weaknesses.isEmpty()) {
        return {u"Redis"_s, Verdict::Unsure, u"%1 stores."_s.arg(name), probed->weaknesses.join(u' ')};
    }
    return {u"Redis"_s, Verdict::Good, u"%1 stores."_s.arg(name), {}};
}

}  // namespace

Finding judgeValidity(base::WallTime from, base::WallTime until, base::WallTime now)
{
    const QString subject = u"Certificate"_s;
    if (now < from) {
        return {subject, Verdict::Bad, u"The certificate is valid from %1 on only."_s.arg(dateOf(from)),
                u"Look whether the clock is right, or use another certificate."_s};
    }
    if (now >= until) {
        return {subject, Verdict::Bad, u"The certificate has not been valid since %1."_s.arg(dateOf(until)),
                u"Renew it, and send the server SIGHUP."_s};
    }
    if (until - now < kSoon) {
        return {subject, Verdict::Unsure, u"The certificate is valid until %1."_s.arg(dateOf(until)),
                u"Renew it soon."_s};
    }
    return {subject, Verdict::Good, u"The certificate is valid until %1."_s.arg(dateOf(until)), {}};
}

Finding lookAtCertificate(const host::ServerConfig& config)
{
    const auto tls = host::readTlsSetup(config.tlsCertificate, config.tlsKey);
    if (!tls) {
        return {u"Certificate"_s, Verdict::Bad, tls.error(), u"Mend --tls-certificate and --tls-key."_s};
    }
    const QSslCertificate certificate = tls->localCertificate();
    return judgeValidity(wallTime(certificate.effectiveDate()), wallTime(certificate.expiryDate()),
                         base::Now::read().wall);
}

Finding lookAtClock()
{
    const QString subject = u"Clock"_s;
    const auto asked =
        runCommand(u"timedatectl"_s, {u"show"_s, u"--property=NTPSynchronized"_s, u"--value"_s});
    const QString now = dateOf(base::Now::read().wall);
    if (!asked.good) {
        return {subject, Verdict::Unsure,
                u"It is %1, says the clock; who keeps it right is not known."_s.arg(now),
                u"Compare it with another one."_s};
    }
    if (asked.out.trimmed() == "yes") {
        return {subject, Verdict::Good, u"The clock is kept right; it is %1."_s.arg(now), {}};
    }
    return {subject, Verdict::Unsure, u"It is %1, says the clock, which nobody keeps right."_s.arg(now),
            u"As root: timedatectl set-ntp true"_s};
}

QVector<Finding> lookAtStore(const host::ServerConfig& config)
{
    const QString dataFolder = config.dataFolder.isEmpty() ? host::defaultDataFolder() : config.dataFolder;
    const QString file = host::databaseFile(config.store, dataFolder);
    if (file.isEmpty()) {
        return {lookAtRedis(config, dataFolder)};
    }
    // The folder may not have been made yet: then the disk is that of the one above.
    QString folder = QFileInfo(file).absolutePath();
    while (!QFileInfo::exists(folder) && folder != QFileInfo(folder).path()) {
        folder = QFileInfo(folder).path();
    }
    return {lookAtDisk(folder), lookAtDatabase(config, dataFolder)};
}

}  // namespace snug::doctor
