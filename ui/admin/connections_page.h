// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "ui/admin/sanction_wish.h"
#include "ui/admin/table_page.h"

class QSplitter;

namespace snug::ui {

class RecordPane;
struct ConnectionRecord;

// Who is connected (ConnectionColumn), what can be done about them, and the flight recorder of the one that
// is looked at. GUI thread.
class ConnectionsPage : public TablePage {
    Q_OBJECT

public:
    explicit ConnectionsPage(const Theme& theme, QWidget* parent = nullptr);

    // Of a connection that recordWanted did not ask for last: let go.
    void setRecord(const ConnectionRecord& record);

Q_SIGNALS:
    // Without ids: to everybody who is connected.
    void noticeWanted(const QVector<quint64>& ids, const QString& text);
    void kickWanted(const QVector<quint64>& ids, const QString& reason);
    void sanctionWanted(const snug::ui::SanctionWish& wish);
    // Whose record is looked at from now on; 0: nobody's.
    void recordWanted(quint64 id);

protected:
    void onChosen() override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void askForNotice();
    void askForKick();
    void askForSanction(bool mute);
    void lookAtCurrent();
    void arrangeParts();
    QVector<quint64> ids() const;

    QVector<QAction*> acts_;
    QSplitter* splitter_ = nullptr;
    RecordPane* record_ = nullptr;
    QTimer settle_;
    quint64 lookedAt_ = 0;
    bool arranged_ = false;
};

}  // namespace snug::ui
