// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/admin/connection_record.h"

class QLabel;

namespace snug::ui {

class AdminTable;
class ElidedLabel;
class RecordModel;
class Sparkline;
class Theme;

// The flight recorder of the connection that is looked at: its round trips, how often it was held back, and
// what went over it, newest first. GUI thread; borrows the theme.
class RecordPane : public QWidget {
    Q_OBJECT

public:
    explicit RecordPane(const Theme& theme, QWidget* parent = nullptr);

    // Whose record is awaited: what was shown goes. 0 and empty: nobody's.
    void setSubject(quint64 id, const QString& name);
    // Of another than the one that is awaited: let go.
    void setRecord(const ConnectionRecord& record);

private:
    quint64 id_ = 0;
    ElidedLabel* name_ = nullptr;
    QLabel* figures_ = nullptr;
    Sparkline* roundTrips_ = nullptr;
    AdminTable* frames_ = nullptr;
    RecordModel* model_ = nullptr;
};

}  // namespace snug::ui
