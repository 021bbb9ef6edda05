// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::test {

// Holds a server's database for as long as it lives, as another program would, a backup say: what the server
// writes fails, after the five seconds that it waits. Writes nothing itself.
class HeldDatabase {
public:
    explicit HeldDatabase(const QString& file);
    ~HeldDatabase();
    Q_DISABLE_COPY_MOVE(HeldDatabase)

    bool isHeld() const { return isHeld_; }

private:
    bool isHeld_ = false;
};

}  // namespace snug::test
