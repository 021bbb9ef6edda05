// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/rooms_page.h"

#include <QAction>
#include <QFileDialog>
#include <QVBoxLayout>

#include "ui/admin/admin_dialog.h"
#include "ui/admin/export_bar.h"
#include "ui/admin/table_sorter.h"
#include "ui/admin_roles.h"
#include "ui/plain_text.h"

namespace snug::ui {

namespace {

using Column = AdminRoomColumn;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

const QVector<TableColumn>& columns()
{
    static const QVector<TableColumn> columns{{130, 3},      {150, 5},      {75, 0, true}, {80, 0, true},
                                              {80, 0, true}, {80, 0, true}, {65, 0},       {70, 0}};
    return columns;
}

// A name of others must not lead into another folder.
QString fileNameOf(const QString& room)
{
    constexpr qsizetype kLongest = 60;
    QString name = room.left(kLongest);
    for (QChar& c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_') {
            c = u'_';
        }
    }
    return name.isEmpty() ? QStringLiteral("room") : name;
}

}  // namespace

RoomsPage::RoomsPage(const Theme& theme, QWidget* parent)
    : TablePage(theme, {tr("Rooms"), tr("Name or topic"), tr("There is no room on this server.")}, columns(),
                {at(Column::Name), at(Column::Topic)}, parent)
    , lock_(addAct(tr("Lock")))
    , export_(addAct(tr("Export…")))
    , clear_(addAct(tr("Clear…"), true))
    , delete_(addAct(tr("Delete…"), true))
    , bar_(new ExportBar(theme, this))
{
    table()->setSelectionMode(QAbstractItemView::SingleSelection);
    table()->sortOn(at(Column::Name), Qt::AscendingOrder);
    body()->addWidget(bar_);
    connect(lock_, &QAction::triggered, this, [this] { Q_EMIT lockWanted(room(), !isLocked()); });
    connect(clear_, &QAction::triggered, this, &RoomsPage::askToClear);
    connect(delete_, &QAction::triggered, this, &RoomsPage::askToDelete);
    connect(export_, &QAction::triggered, this, &RoomsPage::askForFile);
    connect(bar_, &ExportBar::cancelWanted, this, &RoomsPage::exportCancelWanted);
    // Somebody else may have locked it.
    connect(table()->sorter(), &QAbstractItemModel::dataChanged, this, &RoomsPage::onChosen);
    onChosen();
}

QString RoomsPage::room() const
{
    return table()->selectedIds().value(0).toString();
}

bool RoomsPage::isLocked() const
{
    const QModelIndexList rows = table()->selectedRows();
    return !rows.isEmpty() && rows.first().data(AdminRole::Locked).toBool();
}

void RoomsPage::onChosen()
{
    const bool any = table()->selectionModel()->hasSelection();
    lock_->setText(isLocked() ? tr("Open") : tr("Lock"));
    lock_->setEnabled(any);
    clear_->setEnabled(any);
    delete_->setEnabled(any);
    export_->setEnabled(any && !bar_->isRunning());
}

void RoomsPage::askToClear()
{
    auto* dialog = new AdminDialog(
        theme(), tr("Clear room"),
        tr("Remove everything that was said in “%1”? The room and its people stay. This cannot be undone.")
            .arg(singleLine(room())),
        tr("Clear room"), true, this);
    connect(dialog, &QDialog::accepted, this, [this, name = room()] { Q_EMIT clearWanted(name); });
    dialog->open();
}

void RoomsPage::askToDelete()
{
    auto* dialog = new AdminDialog(
        theme(), tr("Delete room"),
        tr("Delete “%1” with everything that was said in it? Whoever is in it leaves. This cannot be undone.")
            .arg(singleLine(room())),
        tr("Delete room"), true, this);
    connect(dialog, &QDialog::accepted, this, [this, name = room()] { Q_EMIT deleteWanted(name); });
    dialog->open();
}

void RoomsPage::askForFile()
{
    const QString page = tr("Web page to read (*.html)");
    const QString json = tr("JSON, for programs (*.json)");
    auto* dialog = new QFileDialog(this, tr("Export room"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({page, json});
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(fileNameOf(room()) + QStringLiteral(".html"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, page](const QString& chosen) {
        dialog->setDefaultSuffix(chosen == page ? QStringLiteral("html") : QStringLiteral("json"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, name = room()](const QString& file) {
        setExportProgress(name, 0, 0);
        Q_EMIT exportWanted(name, file, file.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive));
    });
    dialog->open();
}

void RoomsPage::setExportProgress(const QString& room, qint64 done, qint64 total)
{
    bar_->setProgress(room, done, total);
    onChosen();
}

void RoomsPage::exportFinished(const QString& sentence)
{
    bar_->finish(sentence);
    onChosen();
}

}  // namespace snug::ui
