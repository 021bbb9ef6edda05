// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"

#include "base/log.h"
#include "client/farewell.h"
#include "protocol/codec.h"

namespace snug::client {

namespace {

using Phase = ConnectionPhase;

// After "overloaded" the first wait is already a long one.
constexpr int kTriesOfPatience = 4;

base::SteadyTime steadyNow()
{
    return base::Now::read().steady;
}

}  // namespace

Session::Session(Options options, QObject* parent)
    : QObject(parent)
    , options_(std::move(options))
    , route_(options_.address)
    , backoff_(options_.timing.reconnect, options_.random)
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &Session::open);
    connect(&tick_, &QTimer::timeout, this, &Session::tick);
}

Session::~Session()
{
    if (wire_ != nullptr) {
        wire_->disconnect(this);
    }
}

void Session::start()
{
    if (state_.phase == Phase::Offline || state_.phase == Phase::Stopped) {
        backoff_.reset();
        route_.goHome();
        open();
    }
}

void Session::stop()
{
    retry_.stop();
    if (wire_ != nullptr) {
        // It says good-bye by itself and goes.
        Wire* leaving = std::exchange(wire_, nullptr);
        leaving->disconnect(this);
        connect(leaving, &Wire::ended, leaving, &QObject::deleteLater);
        leaving->close();
    }
    tick_.stop();
    setState({});
    requests_.failAll(Failure::Kind::Lost);
}

void Session::connectNow()
{
    if (state_.phase == Phase::Waiting) {
        retry_.stop();
        open();
    } else {
        start();
    }
}

void Session::open()
{
    dropWire();
    wire_ = new Wire(options_.timing, this);
    connect(wire_, &Wire::opened, this, &Session::sayHello);
    connect(wire_, &Wire::received, this, &Session::onFrame);
    connect(wire_, &Wire::ponged, this, [this] { lastHeard_ = steadyNow(); });
    connect(wire_, &Wire::ended, this, &Session::onEnded);
    setState({.phase = Phase::Connecting});
    wire_->open(route_.next().url());
}

void Session::sayHello()
{
    if (!wire_->speaksSnug()) {
        dropWire();
        setState({.phase = Phase::Stopped,
                  .reason = QStringLiteral("What answers at this address is not a Snug server.")});
        return;
    }
    lastHeard_ = steadyNow();
    tick_.start(options_.timing.tick);
    setState({.phase = Phase::Greeting});
    send(protocol::Hello{options_.nick, options_.token, options_.client}, this, options_.timing.hello,
         typed<protocol::Welcome>([this](const Outcome<protocol::Welcome>& outcome) { onHello(outcome); }));
}

void Session::onHello(const Outcome<protocol::Welcome>& outcome)
{
    if (state_.phase != Phase::Greeting) {
        return;
    }
    if (!outcome) {
        const Failure& failure = outcome.error();
        ConnectionState state{.phase = Phase::Stopped, .reason = failure.error.message};
        if (failure.kind == Failure::Kind::Refused) {
            state.error = failure.error;
        }
        dropWire();
        route_.goHome();
        if (failure.temporary()) {
            waitAndRetry(std::move(state));
        } else {
            setState(std::move(state));
        }
        return;
    }
    const protocol::Welcome& welcome = *outcome;
    options_.token = welcome.session;
    options_.nick = welcome.you.nick;
    limits_ = welcome.limits;
    route_.welcomed();
    ++traffic_.connects;
    onlineSince_ = steadyNow();
    lastPing_ = {};
    pingUnderWay_ = false;
    setState({.phase = Phase::Online});
    if (isOnline()) {  // unless a listener stopped it
        Q_EMIT welcomed(welcome);
        measure(steadyNow());
    }
}

void Session::onFrame(const QByteArray& frame)
{
    lastHeard_ = steadyNow();
    ++traffic_.framesIn;
    traffic_.bytesIn += static_cast<quint64>(frame.size());
    const auto decoded = protocol::decodeServerFrame(frame);
    if (!decoded) {
        const protocol::DecodeError& problem = decoded.error();
        qCDebug(base::logClient) << "unreadable frame skipped:" << problem.error.message;
        if (problem.id) {
            requests_.failOne(*problem.id, Failure::Kind::Unreadable);
        }
        return;
    }
    if (const auto* reply = std::get_if<protocol::Reply>(&*decoded)) {
        requests_.settle(*reply);
    } else if (isOnline()) {
        Q_EMIT pushed(std::get<protocol::Push>(*decoded));
    }
}

void Session::onEnded(quint16 closeCode, const QString& reason)
{
    const bool wasOnline = isOnline();
    dropWire();
    const auto code = static_cast<protocol::CloseCode>(closeCode);
    if (code == protocol::CloseCode::Moved && route_.follow(reason)) {
        open();
        requests_.failAll(Failure::Kind::Lost);
        return;
    }
    if (!wasOnline) {
        route_.goHome();
    }
    ConnectionState state{
        .phase = Phase::Stopped, .reason = farewell(closeCode, reason), .closeCode = closeCode};
    if (code == protocol::CloseCode::Overloaded) {
        backoff_.atLeast(kTriesOfPatience);
    }
    if (protocol::mayReconnect(closeCode)) {
        waitAndRetry(std::move(state));
        return;
    }
    setState(std::move(state));
    requests_.failAll(Failure::Kind::Lost);
}

void Session::waitAndRetry(ConnectionState why)
{
    const auto wait = backoff_.next();
    why.phase = Phase::Waiting;
    why.retryAt = steadyNow() + wait;
    retry_.start(wait);
    setState(std::move(why));
    requests_.failAll(Failure::Kind::Lost);
}

void Session::dropWire()
{
    tick_.stop();
    if (wire_ == nullptr) {
        return;
    }
    Wire* gone = std::exchange(wire_, nullptr);
    gone->disconnect(this);
    gone->abort({});
    gone->deleteLater();
}

void Session::setState(ConnectionState state)
{
    if (state == state_) {
        return;
    }
    state_ = std::move(state);
    Q_EMIT stateChanged(state_);
}

void Session::askAny(protocol::Command command, QObject* context, Requests::Done done)
{
    if (!isOnline()) {
        QMetaObject::invokeMethod(
            context, [done = std::move(done)] { done(Failure::of(Failure::Kind::NotOnline)); },
            Qt::QueuedConnection);
        return;
    }
    send(std::move(command), context, options_.timing.request, std::move(done));
}

void Session::send(protocol::Command command, QObject* context, std::chrono::milliseconds within,
                   Requests::Done done)
{
    const auto id = requests_.add(context, steadyNow() + within, done);
    if (!id) {
        QMetaObject::invokeMethod(
            context, [done = std::move(done)] { done(Failure::of(Failure::Kind::TooMany)); },
            Qt::QueuedConnection);
        return;
    }
    write({id, std::move(command)});
}

void Session::tell(protocol::Command command)
{
    if (isOnline()) {
        write({std::nullopt, std::move(command)});
    }
}

void Session::write(const protocol::Request& request)
{
    const QByteArray frame = protocol::encodeRequest(request);
    ++traffic_.framesOut;
    traffic_.bytesOut += static_cast<quint64>(frame.size());
    wire_->send(frame);
}

void Session::tick()
{
    const auto now = steadyNow();
    requests_.failOverdue(now);
    if (wire_ == nullptr) {
        return;
    }
    if (now - lastHeard_ > limits_.idle) {
        wire_->abort(QStringLiteral("The server fell silent."));
        return;
    }
    if (isOnline()) {
        if (now - onlineSince_ > options_.timing.stable) {
            backoff_.reset();
        }
        measure(now);
    }
}

void Session::measure(base::SteadyTime now)
{
    if (pingUnderWay_ || now - lastPing_ < options_.timing.ping) {
        return;
    }
    pingUnderWay_ = true;
    lastPing_ = now;
    ask(protocol::Ping{}, this, [this, now](const Outcome<protocol::Pong>& outcome) {
        pingUnderWay_ = false;
        if (outcome) {
            Q_EMIT roundTrip(std::chrono::duration_cast<std::chrono::microseconds>(steadyNow() - now));
        }
    });
}

}  // namespace snug::client
