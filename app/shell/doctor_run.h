// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <QVector>

#include "base/task_queue.h"
#include "host/server_config.h"
#include "ui/finding.h"

namespace snug::shell {

// Has the doctor look why others cannot connect, on a thread of its own that begins with the first look. GUI
// thread; owns the thread. One look is under way at a time; what is wanted meanwhile is answered by that. The
// destructor waits for it, some seconds at most.
class DoctorRun final : public QObject {
    Q_OBJECT

public:
    explicit DoctorRun(QObject* parent = nullptr);
    ~DoctorRun() override;

    // Ends in finished(), later.
    void start(const host::ServerConfig& config);

Q_SIGNALS:
    void finished(const QVector<snug::ui::Finding>& findings);

private:
    QThread thread_;
    base::TaskQueue here_;    // runs on the GUI thread
    base::TaskQueue worker_;  // runs on thread_
    bool underWay_ = false;
};

}  // namespace snug::shell
