// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace snug::client {

// What a list of rows tells of its changes, exactly enough for an item model over it. GUI thread. Between
// inserting and inserted, removing and removed, the rows change and nothing else is told.
class RowSignals : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void inserting(int first, int last);
    void inserted();
    void removing(int first, int last);
    void removed();
    void changed(int first, int last);
};

}  // namespace snug::client
