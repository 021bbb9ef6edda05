// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/server_runtime.h"

#include <QSslCertificate>
#include <QStandardPaths>
#include <QSysInfo>
#include <QThread>

#include "base/log.h"
#include "base/random.h"
#include "host/hub_inputs.h"
#include "host/metrics_words.h"
#include "host/tls_setup.h"

namespace snug::host {

namespace {

constexpr std::chrono::milliseconds kDrain{500};
constexpr int kInnerSecret = 24;  // bytes

// Fills in what the configuration leaves to the machine.
ServerConfig completed(ServerConfig config)
{
    if (config.name.isEmpty()) {
        config.name = QSysInfo::machineHostName();
    }
    if (config.dataFolder.isEmpty()) {
        config.dataFolder = defaultDataFolder();
    }
    if (config.ioThreads == 0) {
        config.ioThreads = qMax(1, QThread::idealThreadCount() - 1);
    }
    config.hub.server = {config.name, QStringLiteral(SNUG_VERSION)};
    return config;
}

base::Result<net::NetworkConfig, StartError> networkConfig(const ServerConfig& config)
{
    net::NetworkConfig network;
    if (config.wantsTls()) {
        auto tls = readTlsSetup(config.tlsCertificate, config.tlsKey);
        if (!tls) {
            return StartError{StartError::Kind::Tls, tls.error()};
        }
        network.tls = std::move(tls).value();
    }
    network.address = QHostAddress(config.listen);
    network.port = config.port;
    network.listening = config.chatSocket;
    network.ioThreads = config.ioThreads;
    network.connectionsTotal = config.connectionsTotal;
    network.connectionsPerAddress = config.connectionsPerAddress;
    network.writeBudget = config.writeBudget;
    network.allowedOrigins = config.allowedOrigins;
    network.limits = config.hub.limits;
    network.innerPath = "/probe/" + base::secureRandomText(kInnerSecret);
    network.serverName = QStringLiteral("snug/" SNUG_VERSION);
    return network;
}

// Where the server itself reaches what listens on `address`.
QHostAddress reachableAt(const QHostAddress& address)
{
    if (address == QHostAddress(QHostAddress::AnyIPv6)) {
        return QHostAddress(QHostAddress::LocalHostIPv6);
    }
    const bool isAny =
        address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::Any);
    return isAny ? QHostAddress(QHostAddress::LocalHost) : address;
}

}  // namespace

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/snug/server");
}

ServerRuntime::ServerRuntime(ServerConfig config, Sinks sinks)
    : config_(completed(std::move(config)))
    , sinks_(std::move(sinks))
    , metrics_(metricsWords(QStringLiteral(SNUG_VERSION)))
    , probes_(health_, metrics_)
    , retention_(
          {std::chrono::days(config_.hub.retainDays), static_cast<quint64>(config_.hub.retainMessages)},
          [this](store::Operation operation) { return store_->submit(std::move(operation)); })
    , reporter_(metrics_, config_.capacity, [this](const ServerFigures& figures) { tell(figures); })
{
}

ServerRuntime::~ServerRuntime()
{
    stop();
}

EffectTargets ServerRuntime::targets()
{
    return {[this](base::ConnectionId to, net::PreparedFrame frame) { network_->send(to, std::move(frame)); },
            [this](const base::Audience& audience, base::ConnectionId except, const net::PreparedFrame& frame,
                   base::SteadyTime since) { network_->sendMany(audience, except, frame, since); },
            [this](base::ConnectionId to, protocol::CloseCode code, const QString& reason) {
                network_->close(to, code, reason);
            },
            [this](base::ConnectionId to) { network_->helloDone(to); },
            [this](store::Operation operation) { return store_->submit(std::move(operation)); },
            [this](rooms::ClerkCall call) { clerk_->take(std::move(call)); },
            [this] { network_->measure(); },
            [this](base::ConnectionId id) { network_->record(id); }};
}

base::Result<ServerRuntime::Places, StartError> ServerRuntime::start()
{
    guard_.check();
    clerk_ = std::make_unique<Clerk>(
        config_,
        Clerk::Sinks{
            [this](rooms::ClerkAnswer answer) { hub_->fromStore(rooms::Answered{std::move(answer)}); },
            [this](const ServerConfig& config) { configure(config); }, sinks_.claimOffered});
    hub_ =
        std::make_unique<HubThread>(hubConfig(config_), EffectRunner(targets(), metrics_),
                                    [this](const rooms::HubFigures& figures) { reporter_.setHub(figures); });
    const auto network = networkConfig(config_);
    if (!network) {
        stop();
        return network.error();
    }
    if (const auto store = startStore(); !store) {
        stop();
        return store.error();
    }
    const auto chat = startNetwork(*network);
    if (!chat) {
        stop();
        return chat.error();
    }
    startProbes(*network, *chat);
    hub_->fromStore(rooms::Configure{hubConfig(config_)});  // now that it is known how many may connect
    const auto web = startHttp();
    if (!web) {
        stop();
        return web.error();
    }
    readiness_ = http::Readiness::Ready;
    served_ = true;
    return Places{network_->address(), *chat, *web == 0 ? QHostAddress() : http_->address(), *web};
}

base::Result<base::Done, StartError> ServerRuntime::startStore()
{
    const store::Store::Sink sink{
        [this](protocol::LogEntry entry) { hub_->fromStore(rooms::Fed{std::move(entry)}); },
        [this](store::Completion completion) {
            if (!probes_.take(completion) && !retention_.take(completion)) {
                hub_->fromStore(rooms::Completed{std::move(completion)});
            }
        },
        [this] { hub_->fromStore(rooms::Missed{}); },
        [this](store::News news) { hub_->fromStore(rooms::Heard{std::move(news)}); },
        [this](bool storing) { hub_->fromStore(rooms::StoreAvailable{storing}); }};
    store_ = std::make_unique<store::StoreWorker>(
        store::StoreWorker::Settings{},
        storeFactory(config_.store, config_.dataFolder,
                     [this](std::chrono::nanoseconds took) {
                         metrics_.redisAnswered(took);
                         probes_.redisAnswered(took);
                     }),
        sink, [this](std::chrono::nanoseconds commit, std::size_t operations) {
            metrics_.storeCommitted(commit, operations);
        });
    const auto started = store_->start();
    if (!started) {
        return StartError{StartError::Kind::Data, started.error().reason};
    }
    return base::Done{};
}

base::Result<quint16, StartError> ServerRuntime::startNetwork(const net::NetworkConfig& config)
{
    const net::Inbound inbound{
        [this](base::ConnectionId id, const net::OpenedFacts& facts) {
            return hub_->fromNetwork(rooms::Opened{id, facts.address, facts.inner});
        },
        [this](base::ConnectionId id, base::Result<protocol::Request, protocol::DecodeError> request) {
            return hub_->fromNetwork(
                rooms::Received{id, std::move(request), std::chrono::steady_clock::now()});
        },
        [this](base::ConnectionId id, bool clean) {
            return hub_->fromNetwork(rooms::Closed{id, clean});
        },
        [this](const std::vector<net::ConnectionFigures>& figures) {
            return hub_->fromNetwork(toMeasured(figures));
        },
        [this](const net::ConnectionRecord& record) { return hub_->fromNetwork(toRecalled(record)); }};
    network_ = std::make_unique<net::Network>(config, inbound);
    hub_->fromStore(rooms::Recalled{clerk_->newestAudits()});
    clerk_->start();
    hub_->start();
    const auto port = network_->start();
    if (!port) {
        return StartError{StartError::Kind::Listen, port.error()};
    }
    return *port;
}

void ServerRuntime::startProbes(const net::NetworkConfig& network, quint16 port)
{
    std::optional<QSslCertificate> certificate;
    if (network.tls) {
        certificate = network.tls->localCertificate();
    }
    probes_.start(ops_, {config_,
                         *hub_,
                         *network_,
                         *store_,
                         {reachableAt(network_->address()), port, network.innerPath, certificate}});
    reporter_.start(ops_, {*network_, *hub_, health_, probes_.loops()});
    ops_.every(config_.retainInterval, [this] { retention_.tick(); });
}

base::Result<base::Done, QString> ServerRuntime::reload(const ServerConfig& config)
{
    guard_.check();
    if (!config_.wantsTls() || !config.wantsTls()) {
        return base::Done{};
    }
    const auto tls = readTlsSetup(config.tlsCertificate, config.tlsKey);
    if (!tls) {
        return tls.error();
    }
    network_->setTls(*tls);
    probes_.setCertificate(tls->localCertificate());
    return base::Done{};
}

base::Result<quint16, StartError> ServerRuntime::startHttp()
{
    if (!config_.http) {
        return quint16{0};
    }
    const http::OpsSources sources{health_,
                                   metrics_,
                                   probes_.loops(),
                                   readiness_,
                                   {QStringLiteral("snug"), QStringLiteral(SNUG_VERSION), config_.name},
                                   [this] { return scale(); }};
    http_ = std::make_unique<http::OpsServer>(ops_, sources);
    const auto port = http_->start(QHostAddress(config_.httpListen), config_.httpPort, config_.httpSocket);
    if (!port) {
        return StartError{StartError::Kind::Http, port.error()};
    }
    return *port;
}

void ServerRuntime::tell(const ServerFigures& figures)
{
    if (readiness_ != http::Readiness::Starting) {
        readiness_ = figures.draining || stopping_ ? http::Readiness::Draining : http::Readiness::Ready;
    }
    sinks_.figures(figures);
}

void ServerRuntime::configure(const ServerConfig& config)
{
    retention_.setPolicy(
        {std::chrono::days(config.hub.retainDays), static_cast<quint64>(config.hub.retainMessages)});
    reporter_.setCapacity(config.capacity);
    base::installLogging(config.logLevel, config.logFormat);
    hub_->fromStore(rooms::Configure{hubConfig(config)});
    sinks_.configured(config);
}

rooms::HubConfig ServerRuntime::hubConfig(const ServerConfig& config) const
{
    rooms::HubConfig hub = config.hub;
    hub.store = kindName(config.store);
    hub.capacity = reporter_.capacity();
    return hub;
}

// The store counts everybody where servers share it; where it does not, all there are are here.
http::ScaleAdvice ServerRuntime::scale() const
{
    return http::advise(probes_.servers(), std::max(probes_.people(), reporter_.people()),
                        reporter_.capacity());
}

void ServerRuntime::stop()
{
    guard_.check();
    if (std::exchange(stopped_, true)) {
        return;
    }
    probes_.end();
    stopping_ = true;
    readiness_ = http::Readiness::Draining;
    if (served_) {
        network_->stopAccepting();
        hub_->drain(kDrain);
    }
    if (network_) {
        network_->stop();
    }
    if (http_) {
        http_->stop();
    }
    ops_.stop();
    if (store_) {
        store_->stop();  // before the hub's thread, which takes its last answers
    }
    hub_->stop();
    clerk_->stop();  // after the hub, which may have had something written down
}

}  // namespace snug::host
