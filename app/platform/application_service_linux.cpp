// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <functional>
#include <utility>

#include "base/log.h"
#include "platform/application_service.h"

namespace snug::platform {

namespace {

using namespace Qt::StringLiterals;

// "chat.snug.Snug" → "/chat/snug/Snug", as the specification wants it.
QString pathOf(const QString& id)
{
    return u'/' + QString(id).replace(u'.', u'/').replace(u'-', u'_');
}

HandOver wishWith(const QVariantMap& platformData)
{
    HandOver wish;
    wish.activationToken = platformData.value(u"activation-token"_s).toString();
    if (wish.activationToken.isEmpty()) {
        wish.activationToken = platformData.value(u"desktop-startup-id"_s).toString();
    }
    return wish;
}

}  // namespace

// The names of its slots are those of the bus.
// NOLINTBEGIN(readability-identifier-naming)
class ApplicationAdaptor : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    // A function and not a signal: every signal of an adaptor goes out on the bus.
    using Wanted = std::function<void(const HandOver&)>;

    ApplicationAdaptor(QObject* exported, Wanted wanted)
        : QDBusAbstractAdaptor(exported)
        , wanted_(std::move(wanted))
    {
    }

public Q_SLOTS:
    void Activate(const QVariantMap& platformData) { wanted_(wishWith(platformData)); }

    // One link is enough: one is on one server.
    void Open(const QStringList& uris, const QVariantMap& platformData)
    {
        HandOver wish = wishWith(platformData);
        wish.link = uris.value(0);
        wanted_(wish);
    }

    void ActivateAction(const QString& name, const QVariantList& /*parameters*/,
                        const QVariantMap& platformData)
    {
        HandOver wish = wishWith(platformData);
        wish.host = name == "host"_L1;
        wanted_(wish);
    }

private:
    const Wanted wanted_;
};
// NOLINTEND(readability-identifier-naming)

ApplicationService::ApplicationService(const QString& id, QObject* parent)
    : QObject(parent)
    , id_(id)
    , exported_(std::make_unique<QObject>())
{
    new ApplicationAdaptor(exported_.get(), [this](const HandOver& wish) { Q_EMIT wanted(wish); });
}

ApplicationService::~ApplicationService() = default;

void ApplicationService::start()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.registerObject(pathOf(id_), exported_.get(), QDBusConnection::ExportAdaptors);
    // By hand, because Qt's registerService() waits for the answer.
    constexpr uint kDoNotQueue = 4;
    QDBusMessage request = QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"RequestName"_s);
    request << id_ << kDoNotQueue;
    auto* const watcher = new QDBusPendingCallWatcher(bus.asyncCall(request), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        constexpr uint kOwner = 1;
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError() || reply.value() != kOwner) {
            qCInfo(base::logShell) << "the session bus does not give" << id_ << reply.error().message();
        }
        watcher->deleteLater();
    });
}

}  // namespace snug::platform

#include "application_service_linux.moc"
