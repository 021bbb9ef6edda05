// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/application_service.h"

namespace snug::platform {

ApplicationService::ApplicationService(const QString& id, QObject* parent)
    : QObject(parent)
    , id_(id)
{
}

ApplicationService::~ApplicationService() = default;

void ApplicationService::start()
{
}

}  // namespace snug::platform
