// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/table_page.h"

namespace snug::ui {

class ExportBar;

// The rooms (AdminRoomColumn) and what can be done with one of them. GUI thread. Clearing and deleting are
// asked about first; an export asks for its file, and one runs at a time.
class RoomsPage : public TablePage {
    Q_OBJECT

public:
    explicit RoomsPage(const Theme& theme, QWidget* parent = nullptr);

    // Entries written; `total` 0: not known yet.
    void setExportProgress(const QString& room, qint64 done, qint64 total);
    // It is over, well or not, as the sentence says.
    void exportFinished(const QString& sentence);

Q_SIGNALS:
    void lockWanted(const QString& room, bool locked);
    void clearWanted(const QString& room);
    void deleteWanted(const QString& room);
    // `html`: a page to be read; else JSON.
    void exportWanted(const QString& room, const QString& file, bool html);
    void exportCancelWanted();

protected:
    void onChosen() override;

private:
    bool isLocked() const;
    QString room() const;
    void askToClear();
    void askToDelete();
    void askForFile();

    QAction* lock_ = nullptr;
    QAction* export_ = nullptr;
    QAction* clear_ = nullptr;
    QAction* delete_ = nullptr;
    ExportBar* bar_ = nullptr;
};

}  // namespace snug::ui
