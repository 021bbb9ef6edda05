// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <utility>
#include <variant>

namespace snug::base {

// A value, or the reason why there is none. Bad input and failing disks are expected, so they travel as
// values; exceptions are not used. E is a coded error of the calling folder (protocol::Error, store::Error).
template <class T, class E>
class [[nodiscard]] Result {
public:
    Result(T value)
        : state_(std::in_place_index<0>, std::move(value))
    {
    }
    Result(E error)
        : state_(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Only when ok(); asserted.
    const T& value() const&
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&state_);
    }
    T&& value() &&
    {
        Q_ASSERT(ok());
        return std::move(*std::get_if<0>(&state_));
    }
    const T& operator*() const& { return value(); }
    const T* operator->() const { return &value(); }

    // Only when not ok(); asserted.
    const E& error() const
    {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<T, E> state_;
};

// The value of a Result that has nothing to say but "done".
struct Done {
    friend bool operator==(Done, Done) = default;
};

// overloaded{[](const A&) {…}, [](const B&) {…}} for std::visit.
template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

}  // namespace snug::base
