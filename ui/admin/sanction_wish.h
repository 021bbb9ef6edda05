// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace snug::ui {

// A ban or a mute that somebody asks for. The server has the last word on what is a name and an address.
struct SanctionWish {
    bool mute = false;
    bool byAddress = false;
    QString subject;  // a name, or an address
    QString reason;
    int minutes = 0;  // 0: for good

    friend bool operator==(const SanctionWish&, const SanctionWish&) = default;
};

}  // namespace snug::ui

Q_DECLARE_METATYPE(snug::ui::SanctionWish)
