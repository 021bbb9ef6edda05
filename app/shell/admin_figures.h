// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/administration.h"
#include "ui/admin/connection_record.h"
#include "ui/admin/server_overview.h"
#include "ui/server_sample.h"

namespace snug::shell {

// What the client knows of a server, as the administration window takes it. Pure.

ui::ServerOverview shown(const client::ServerTrend& trend);
ui::ServerSample shown(const protocol::admin::Sample& sample);
QVector<ui::ServerSample> shown(const QVector<protocol::admin::Sample>& samples);
ui::ConnectionRecord shown(const client::FlightRecord& record);
// Why a deed was not done, as a sentence.
QString refusal(const client::AdminDeed& deed, const protocol::Error& error);

}  // namespace snug::shell
