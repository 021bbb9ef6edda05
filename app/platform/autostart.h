// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace snug::platform {

// Whether the program starts with the person's session, hidden in the tray: a file in the folder where the
// desktop looks (Desktop Application Autostart Specification). That file is the only memory of it, as other
// programs may change it too. GUI thread.
class Autostart {
public:
    // Where this person's desktop looks; empty on systems that have no such file.
    static QString fileFor(const QString& id);
    // What is to be started: the running program, or, where that is started by another one, that one
    // (SNUG_LAUNCHER, set by what runs without being installed).
    static QString program();

    // Without a file it is not offered.
    explicit Autostart(QString file)
        : file_(std::move(file))
    {
    }

    bool isOffered() const { return !file_.isEmpty(); }
    bool isOn() const;
    // Why it could not be done, as a sentence; nothing: it is done.
    std::optional<QString> set(bool on);

private:
    const QString file_;
};

}  // namespace snug::platform
