// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "observe/health_board.h"

namespace snug::http {

// What runs, as /health names it.
struct ServiceInfo {
    QString serviceId;    // what kind of server this is
    QString releaseId;    // the program's version
    QString description;  // a few words for people
};

// `health` as application/health+json (draft-inadarei-api-health-check-06). Pure.
QByteArray healthJson(const observe::Health& health, const ServiceInfo& service);

}  // namespace snug::http
