// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace snug::shell {

// Tells when the person has turned away from the program for a while, and when they are back. GUI thread.
class AwayWatcher : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::minutes kAwayAfter{5};

    explicit AwayWatcher(QObject* parent = nullptr);

    bool isAway() const { return away_; }

Q_SIGNALS:
    void awayChanged(bool away);

private:
    void onActive(bool active);
    void setAway(bool away);

    QTimer timer_;
    bool away_ = false;
};

}  // namespace snug::shell
