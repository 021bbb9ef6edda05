// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/clerk.h"

#include "base/log.h"
#include "host/migration.h"
#include "host/settings_file.h"
#include "host/settings_table.h"
#include "protocol/admin_commands.h"

namespace snug::host {

namespace {

using protocol::ErrorCode;
using protocol::admin::SettingsPage;

protocol::admin::Setting toRow(const Setting& setting, const ServerConfig& config)
{
    const QLatin1StringView name(setting.name);
    // As it is written the store may have a password in it, which goes over no wire.
    const QString value = name == QLatin1StringView("store") ? nameOf(config.store) : setting.read(config);
    return {name, value, setting.read(ServerConfig{}), QLatin1StringView(setting.description),
            setting.changeable};
}

std::optional<quint64> ticketOf(const rooms::ClerkCall& call)
{
    return std::visit(
        [](const auto& each) -> std::optional<quint64> {
            if constexpr (requires { each.ticket; }) {
                return each.ticket;
            } else {
                return std::nullopt;
            }
        },
        call);
}

}  // namespace

Clerk::Clerk(ServerConfig config, Sinks sinks)
    : sinks_(std::move(sinks))
    , config_(std::move(config))
    , audit_(config_.dataFolder)
    , claim_(config_.dataFolder)
{
    thread_.setObjectName(QStringLiteral("clerk"));
    tasks_.moveToThread(&thread_);
}

Clerk::~Clerk()
{
    stop();
}

QVector<protocol::admin::Audit> Clerk::newestAudits() const
{
    return audit_.newest(protocol::admin::kAuditPage);
}

void Clerk::start()
{
    thread_.start();
}

void Clerk::stop()
{
    if (thread_.isRunning()) {
        tasks_.runAndWait([] {});
        thread_.quit();
        thread_.wait();
    }
}

void Clerk::take(rooms::ClerkCall call)
{
    const auto ticket = ticketOf(call);
    const bool kept = tasks_.post([this, call = std::move(call)] { carryOut(call); });
    if (!kept && ticket) {
        sinks_.answer({*ticket, protocol::makeError(ErrorCode::Overloaded)});
    }
}

void Clerk::carryOut(const rooms::ClerkCall& call)
{
    std::visit([this](const auto& each) { on(each); }, call);
}

void Clerk::on(const rooms::CheckClaim& call)
{
    sinks_.answer({call.ticket, rooms::ClaimChecked{claim_.use(call.code, call.isOwnerless)}});
}

void Clerk::on(const rooms::OfferClaim&)
{
    const auto code = claim_.make(ClaimCode::Kind::Offered);
    if (code) {
        sinks_.offer(*code);
    } else {
        qCWarning(base::logHost).noquote()
            << "no code for the server's owner can be kept:" << code.error().sentence;
    }
}

void Clerk::on(const rooms::ListSettings& call)
{
    SettingsPage page;
    for (const Setting& setting : settingsTable()) {
        page.settings.append(toRow(setting, config_));
    }
    page.kept = canWriteSettings(settingsFileOf(config_));
    sinks_.answer({call.ticket, std::move(page)});
}

base::Result<bool, protocol::Error> Clerk::change(const rooms::ChangeSetting& call)
{
    const Setting* const setting = findSetting(call.name);
    if (setting == nullptr) {
        return protocol::makeError(ErrorCode::NotFound);
    }
    if (!setting->changeable) {
        return protocol::makeError(
            ErrorCode::BadSetting,
            QStringLiteral("Only a new start of the server changes %1.").arg(call.name));
    }
    ServerConfig changed = config_;
    if (const auto applied = applySetting(changed, call.name, call.value); !applied) {
        return protocol::makeError(ErrorCode::BadSetting, applied.error());
    }
    // Where the file is not ours to write, as in a container, it counts until the server stops.
    const auto kept = writeSetting(settingsFileOf(config_), call.name, setting->read(changed));
    if (!kept) {
        qCWarning(base::logHost).noquote() << "a changed setting is not kept:" << kept.error();
    }
    config_ = std::move(changed);
    sinks_.configure(config_);
    return kept.ok();
}

void Clerk::on(const rooms::ChangeSetting& call)
{
    const auto done = change(call);
    if (done) {
        sinks_.answer({call.ticket, SettingsPage{{toRow(*findSetting(call.name), config_)}, *done}});
    } else {
        sinks_.answer({call.ticket, done.error()});
    }
}

void Clerk::on(const rooms::WriteAudit& call)
{
    if (const auto written = audit_.append(call.entry); !written) {
        qCWarning(base::logHost).noquote() << "the audit log cannot be written:" << written.error();
    }
}

}  // namespace snug::host
