// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/connections_page.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>
#include <chrono>

#include "ui/admin/connection_record.h"
#include "ui/admin/record_pane.h"
#include "ui/admin/sanction_dialog.h"
#include "ui/admin/words_dialog.h"
#include "ui/admin_roles.h"
#include "ui/theme.h"

namespace snug::ui {

using namespace std::chrono_literals;

namespace {

using Column = ConnectionColumn;

// The recorder stands beside the table from this width on, else below it.
constexpr int kBesideWidth = 960;
// How they share the room, until a person moves the line between them.
constexpr int kTablePart = 62;
constexpr int kRecordPart = 38;

constexpr int at(Column column)
{
    return static_cast<int>(column);
}

const QVector<TableColumn>& columns()
{
    static const QVector<TableColumn> columns{{140, 3},      {140, 2},      {120, 2},      {65, 0, true},
                                              {85, 0, true}, {75, 0, true}, {75, 0, true}, {85, 0, true},
                                              {85, 0, true}, {85, 0, true}, {75, 0, true}, {60, 0}};
    return columns;
}

}  // namespace

ConnectionsPage::ConnectionsPage(const Theme& theme, QWidget* parent)
    : TablePage(theme, {tr("Connections"), tr("Who, address or client"), tr("Nobody is connected.")},
                columns(), {at(Column::Who), at(Column::Address), at(Column::Client)}, parent)
    , splitter_(new QSplitter(Qt::Vertical, this))
    , record_(new RecordPane(theme, splitter_))
{
    acts_ = {addAct(tr("Message…")), addAct(tr("Disconnect…")), addAct(tr("Mute…")),
             addAct(tr("Ban…"), true)};
    connect(acts_.at(0), &QAction::triggered, this, &ConnectionsPage::askForNotice);
    connect(acts_.at(1), &QAction::triggered, this, &ConnectionsPage::askForKick);
    connect(acts_.at(2), &QAction::triggered, this, [this] { askForSanction(true); });
    connect(acts_.at(3), &QAction::triggered, this, [this] { askForSanction(false); });
    splitter_->addWidget(table());
    splitter_->addWidget(record_);
    splitter_->setStretchFactor(0, kTablePart);
    splitter_->setStretchFactor(1, kRecordPart);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(1);
    body()->addWidget(splitter_, 1);
    table()->sortOn(at(Column::Who), Qt::AscendingOrder);
    // Who holds an arrow key passes many; the last one is meant.
    settle_.setSingleShot(true);
    settle_.setInterval(150ms);
    connect(&settle_, &QTimer::timeout, this, &ConnectionsPage::lookAtCurrent);
    onChosen();
}

void ConnectionsPage::setRecord(const ConnectionRecord& record)
{
    record_->setRecord(record);
}

QVector<quint64> ConnectionsPage::ids() const
{
    QVector<quint64> ids;
    for (const QVariant& id : table()->selectedIds()) {
        ids << id.toULongLong();
    }
    return ids;
}

void ConnectionsPage::askForNotice()
{
    const QVector<quint64> to = ids();
    const QString question =
        to.isEmpty()
            ? tr("No connection is chosen: this notice goes to everybody who is connected.")
            : tr("A notice of the server for %n connection(s).", nullptr, static_cast<int>(to.size()));
    auto* dialog =
        new WordsDialog(theme(), {tr("Message"), question, tr("&Message"), tr("Send")}, true, false, this);
    connect(dialog, &WordsDialog::wordsGiven, this,
            [this, to](const QString& text) { Q_EMIT noticeWanted(to, text); });
    dialog->open();
}

void ConnectionsPage::askForKick()
{
    const QVector<quint64> whom = ids();
    auto* dialog = new WordsDialog(theme(),
                                   {tr("Disconnect"),
                                    tr("Disconnect %n connection(s)? They are told why, and may come back.",
                                       nullptr, static_cast<int>(whom.size())),
                                    tr("&Reason (may be empty)"), tr("Disconnect")},
                                   false, true, this);
    connect(dialog, &WordsDialog::wordsGiven, this,
            [this, whom](const QString& text) { Q_EMIT kickWanted(whom, text); });
    dialog->open();
}

void ConnectionsPage::askForSanction(bool mute)
{
    QStringList names;
    QStringList addresses;
    for (const QModelIndex& row : table()->selectedRows()) {
        names << table()->textOf(row, at(Column::Who));
        addresses << table()->textOf(row, at(Column::Address));
    }
    if (names.isEmpty()) {
        return;
    }
    auto* dialog = new SanctionDialog(theme(), mute, names, addresses, this);
    connect(dialog, &SanctionDialog::sanctionWanted, this, &ConnectionsPage::sanctionWanted);
    dialog->open();
}

void ConnectionsPage::onChosen()
{
    const bool any = table()->selectionModel()->hasSelection();
    // A message with nobody chosen is one for all.
    for (QAction* act : acts_.mid(1)) {
        act->setEnabled(any);
    }
    settle_.start();
}

void ConnectionsPage::lookAtCurrent()
{
    const quint64 id = isVisible() ? table()->currentId().toULongLong() : 0;
    if (id == lookedAt_) {
        return;
    }
    lookedAt_ = id;
    record_->setSubject(id, id == 0 ? QString() : table()->textOf(table()->currentIndex(), at(Column::Who)));
    Q_EMIT recordWanted(id);
}

void ConnectionsPage::resizeEvent(QResizeEvent* event)
{
    TablePage::resizeEvent(event);
    arrangeParts();
}

void ConnectionsPage::arrangeParts()
{
    const Qt::Orientation wanted = width() >= theme().px(kBesideWidth) ? Qt::Horizontal : Qt::Vertical;
    // Unseen the parts have no sizes yet to share.
    if (!isVisible()) {
        return;
    }
    if (wanted != splitter_->orientation() || !arranged_) {
        arranged_ = true;
        splitter_->setOrientation(wanted);
        const int room = wanted == Qt::Horizontal ? splitter_->width() : splitter_->height();
        splitter_->setSizes({room * kTablePart / 100, room * kRecordPart / 100});
    }
}

void ConnectionsPage::showEvent(QShowEvent* event)
{
    TablePage::showEvent(event);
    arrangeParts();
    settle_.start();
}

void ConnectionsPage::hideEvent(QHideEvent* event)
{
    TablePage::hideEvent(event);
    settle_.stop();
    lookAtCurrent();
}

}  // namespace snug::ui
