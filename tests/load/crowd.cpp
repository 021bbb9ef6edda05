// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/crowd.h"

#include <QByteArray>
#include <QRandomGenerator>

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

Crowd::Crowd(const Plan& plan, const std::vector<Target>& targets)
    : plan_(plan)
    , tag_(randomTag())
    , writer_(QRandomGenerator::global()->generate64())
    , buffer_(kReadBuffer)
    , shared_{.poller = poller_, .writer = writer_, .buffer = buffer_, .listener = *this}
    , steps_(plan.connections(), Step::Waiting)
{
    for (std::size_t key = 0; key < plan.connections(); ++key) {
        connections_.push_back(std::make_unique<Connection>(shared_, targets[key % targets.size()], key));
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
        steps_[key] = Step::Opening;
        connections_[key]->open(static_cast<int>(key / kPortsOfAnAddress));
    }
}

void Crowd::poll(Time until)
{
    for (const Poller::Event& event : poller_.wait(until - Clock::now())) {
        connections_[event.key]->onEvent(event);
    }
}

void Crowd::opened(std::size_t key)
{
    steps_[key] = Step::Hello;
    send(key, helloCommand("load-" + tag_ + "-" + std::to_string(key)));
}

void Crowd::received(std::size_t key, std::string_view text)
{
    const ServerFrame frame = readServerFrame(text);
    if (frame.kind == ServerFrame::Kind::Unreadable) {
        ++losses_["a frame that could not be read"];
    } else if (frame.kind == ServerFrame::Kind::Reply) {
        answered(key, frame.word);
    } else if (frame.kind != ServerFrame::Kind::Other && sink_ != nullptr) {
        sink_->arrived(key, frame);
    }
}

void Crowd::answered(std::size_t key, const std::string& word)
{
    if (word == "welcome" || word == "created" || word == "joined") {
        advance(key);
    } else {
        connections_[key]->abort();
        ++losses_["refused: " + word];
    }
}

void Crowd::advance(std::size_t key)
{
    Step& step = steps_[key];
    const bool speaks = key < plan_.speakers();
    if (step == Step::Hello && isFirstOfRoom(key)) {
        step = Step::Create;
        send(key, createCommand(roomName(plan_.roomOf(key)), plan_.keep));
    } else if (speaks && (step == Step::Hello || step == Step::Create)) {
        step = Step::Join;
        send(key, joinCommand(roomName(plan_.roomOf(key))));
    } else if (step != Step::Ready) {
        step = Step::Ready;
        ++ready_;
    }
}

void Crowd::closed(std::size_t, const std::string& reason)
{
    ++losses_[reason];
}

void Crowd::abortAll()
{
    for (const auto& connection : connections_) {
        connection->abort();
    }
}

}  // namespace snug::load
