// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVersionNumber>
#include <compare>
#include <optional>

namespace snug::client {

// A version of Snug, as semver.org says: 1.2.3, 1.2.3-rc.1, 1.2.3+build. A value, ordered as it is there:
// what comes before a release is older than it, and the build does not count.
class Version {
public:
    static constexpr qsizetype kLongest = 64;  // characters

    // Nothing: it is no such text. Text of others may be given.
    static std::optional<Version> parse(const QString& text);

    // Without the build.
    QString text() const;

    friend std::strong_ordering operator<=>(const Version& a, const Version& b);
    friend bool operator==(const Version& a, const Version& b) { return std::is_eq(a <=> b); }

private:
    QVersionNumber release_;
    QStringList before_;  // "rc", "1"; empty: the release itself
};

}  // namespace snug::client
