// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/crowd.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <algorithm>

namespace snug::load {

namespace {

constexpr std::size_t kReadBuffer = 256 * 1024;
// Not yet at their place at once: below a listener's usual backlog.
constexpr std::size_t kMaxOpening = 100;
constexpr std::size_t kPortsOfAnAddress = 20'000;

std::string randomTag()
{
    return QByteArray::number(QRandomGenerator::global()->bounded(1U << 30U), 36).toStdString();
}

}  // namespace

Crowd::Crowd(const Plan& plan, const Dialect& dialect, const Servers& servers)
    : plan_(plan)
    , dialect_(dialect)
    , servers_(servers)
    , tag_(randomTag())
    , writer_(QRandomGenerator::global()->generate64())
    , buffer_(kReadBuffer)
    , shared_{.poller = poller_,
              .writer = writer_,
              .buffer = buffer_,
              .traits = dialect.traits(),
              .tls = servers.tls ? &*servers.tls : nullptr,
              .listener = *this}
    , steps_(plan.connections(), Step::Waiting)
    , leftovers_(plan.connections())
    , returns_(plan.storms > 0 ? plan.speakers() : 0)
{
    for (std::size_t key = 0; key < plan.connections(); ++key) {
        connections_.push_back(
            std::make_unique<Connection>(shared_, servers.targets[key % servers.targets.size()], key));
    }
    for (std::size_t room = 0; room < plan.rooms; ++room) {
        roomNames_.push_back("load-" + tag_ + "-" + std::to_string(room));
        order_.push_back(room * plan.members);
    }
    for (std::size_t key = 0; key < plan.connections(); ++key) {
        if (!isFirstOfRoom(key)) {
            order_.push_back(key);
        }
    }
}

void Crowd::openSome(Time now)
{
    if (begun_ == 0) {
        firstOpen_ = now;
    }
    const std::chrono::duration<double> elapsed = now - firstOpen_;
    const double due = elapsed.count() * plan_.connectRate + 1;
    while (begun_ < order_.size() && static_cast<double>(begun_) < due && begun_ - ready_ < kMaxOpening) {
        if (begun_ >= plan_.rooms && ready_ < plan_.rooms) {
            return;  // a room must be there before others join it
        }
        const std::size_t key = order_[begun_++];
        open(key);
    }
}

void Crowd::open(std::size_t key)
{
    steps_[key] = Step::Opening;
    connections_[key]->open(static_cast<int>(key / kPortsOfAnAddress));
}

void Crowd::cut(std::size_t key, std::uint64_t seq)
{
    connections_[key]->abort();
    const Target& target = servers_.targets[key % servers_.targets.size()];
    connections_[key] = std::make_unique<Connection>(shared_, target, key);
    leftovers_[key] = {};
    returns_[key].seq = seq;
    returns_[key].underWay = true;
    --ready_;
    open(key);
}

void Crowd::poll(Time until)
{
    for (const Poller::Event& event : poller_.wait(until - Clock::now())) {
        connections_[event.key]->onEvent(event);
    }
}

void Crowd::say(std::size_t key, std::uint64_t ordinal)
{
    dialect_.writeMessage(message_, roomNames_[plan_.roomOf(key)], ordinal, plan_.payload);
    connections_[key]->send(message_);
}

void Crowd::opened(std::size_t key)
{
    advance(key);
}

void Crowd::received(std::size_t key, std::string_view payload)
{
    ++heard_;
    incoming_.frames.clear();
    incoming_.answer.clear();
    dialect_.read(leftovers_[key], payload, incoming_);
    if (!incoming_.answer.empty()) {
        connections_[key]->send(incoming_.answer);
    }
    for (const ServerFrame& frame : incoming_.frames) {
        handle(key, frame);
    }
}

void Crowd::handle(std::size_t key, const ServerFrame& frame)
{
    switch (frame.kind) {
        case ServerFrame::Kind::Message:
        case ServerFrame::Kind::Sent:
        case ServerFrame::Kind::Refused:
            if (sink_ != nullptr) {
                sink_->arrived(key, frame);
            }
            break;
        case ServerFrame::Kind::Reply:
            if (key < returns_.size()) {
                remember(key, frame);
            }
            advance(key);
            break;
        case ServerFrame::Kind::Denied:
            connections_[key]->abort();
            ++losses_["refused: " + frame.word];
            break;
        case ServerFrame::Kind::Unreadable:
            ++losses_["a frame that could not be read"];
            break;
        case ServerFrame::Kind::Other:
            break;
    }
}

void Crowd::remember(std::size_t key, const ServerFrame& reply)
{
    Return& back = returns_[key];
    if (back.underWay && !reply.whole) {
        ++losses_["not resumed: " + reply.word];
    }
    if (steps_[key] == Step::Hello) {
        back.session = reply.token;
    } else if (steps_[key] == Step::Join) {
        back.epoch = reply.token;
        if (back.underWay && sink_ != nullptr) {
            back.underWay = false;
            sink_->cameBack(key, reply.seq);
        }
    }
}

// To the next step that this connection and the dialect have.
void Crowd::advance(std::size_t key)
{
    Step& step = steps_[key];
    if (step == Step::Ready) {
        return;
    }
    while (step != Step::Ready) {
        step = static_cast<Step>(static_cast<int>(step) + 1);
        if (const std::optional<std::string> words = wordsOf(key, step)) {
            if (!words->empty()) {
                connections_[key]->send(*words);
            }
            return;
        }
    }
    ++ready_;
}

std::optional<std::string> Crowd::wordsOf(std::size_t key, Step step) const
{
    const std::string nick = "load-" + tag_ + "-" + std::to_string(key);
    if (key < returns_.size() && returns_[key].underWay) {
        const Return& back = returns_[key];
        switch (step) {
            case Step::Hello:
                return dialect_.helloAgain(nick, back.session);
            case Step::Join:
                return dialect_.joinAgain(roomNames_[plan_.roomOf(key)], back.epoch, back.seq);
            default:
                return std::nullopt;
        }
    }
    if (step == Step::Hello) {
        return dialect_.hello(nick);
    }
    if (step == Step::Create && isFirstOfRoom(key)) {
        return dialect_.create(roomNames_[plan_.roomOf(key)], plan_.keep);
    }
    if (step == Step::Join && key < plan_.speakers()) {
        return dialect_.join(roomNames_[plan_.roomOf(key)]);
    }
    return std::nullopt;
}

void Crowd::closed(std::size_t, const std::string& reason)
{
    ++losses_[reason];
}

void Crowd::leaveAll()
{
    for (const auto& connection : connections_) {
        connection->leave();
    }
}

bool Crowd::isAnyoneConnected() const
{
    return std::ranges::any_of(connections_, [](const auto& connection) { return connection->isOpen(); });
}

void Crowd::abortAll()
{
    for (const auto& connection : connections_) {
        connection->abort();
    }
}

}  // namespace snug::load
