// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/overview_page.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/admin/admin_table.h"
#include "ui/admin/figure_text.h"
#include "ui/admin/server_graphs.h"
#include "ui/admin/table_sorter.h"
#include "ui/admin/tile_grid.h"
#include "ui/connection_bar.h"
#include "ui/figure_tile.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

// More probes than this scroll within their list.
constexpr int kProbesShown = 10;

const QVector<TableColumn>& probeColumns()
{
    static const QVector<TableColumn> columns{{130, 1}, {80, 0}, {90, 0}, {170, 4}, {80, 0}};
    return columns;
}

}  // namespace

OverviewPage::OverviewPage(const Theme& theme, QWidget* parent)
    : QScrollArea(parent)
    , theme_(theme)
    , content_(new QWidget(this))
    , graphs_(new ServerGraphs(theme, content_))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Overview"));
    auto* body = new QVBoxLayout(content_);
    body->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    body->setSpacing(theme.px(10));
    makeTiles(body);
    body->addSpacing(theme.px(6));
    makeHealth(body);
    body->addSpacing(theme.px(6));
    body->addWidget(graphs_);
    body->addStretch(1);
    setWidget(content_);
    setOverview({});
}

void OverviewPage::makeTiles(QVBoxLayout* body)
{
    auto* tiles = new TileGrid(theme_.px(165), 6, theme_.px(10), content_);
    const auto add = [&](const QString& title) {
        auto* tile = new FigureTile(theme_, title, tiles);
        tiles->add(tile);
        return tile;
    };
    connections_ = add(tr("Connections"));
    messages_ = add(tr("Messages a second"));
    delivery_ = add(tr("Delivery, p99"));
    processor_ = add(tr("Processor"));
    backlog_ = add(tr("Waiting to be sent"));
    capacity_ = add(tr("Capacity used"));
    body->addWidget(tiles);
}

void OverviewPage::makeHealth(QVBoxLayout* body)
{
    QLabel* heading = makeLabel(tr("Health"), content_);
    Theme::setText(heading, TextRole::Heading);
    probes_ = new AdminTable(theme_, tr("Health"), probeColumns(), content_);
    probes_->setEmptyTexts(tr("The server has not told yet how its parts are."), {});
    body->addWidget(heading);
    body->addWidget(probes_);
    connect(&theme_, &Theme::changed, this, &OverviewPage::refreshHealth);
    refreshHealth();
}

void OverviewPage::setOverview(const ServerOverview& overview)
{
    const QLocale locale;
    const auto count = [&locale](int value) { return locale.toString(value); };
    connections_->setFigures(count(overview.connections), {{tr("people"), count(overview.people)},
                                                           {tr("rooms"), count(overview.rooms)},
                                                           {tr("servers"), count(overview.instances)}});
    messages_->setFigures(
        QStringLiteral("↓ %1  ↑ %2").arg(rateText(overview.messagesIn), rateText(overview.messagesOut)),
        {{tr("errors/s"), rateText(overview.errors)}});
    delivery_->setFigures(millisecondsText(overview.deliveryP99Ms),
                          {{tr("median"), millisecondsText(overview.deliveryP50Ms)},
                           {tr("commit"), millisecondsText(overview.commitMs)}});
    processor_->setFigures(percentText(overview.cpuPercent),
                           {{tr("memory"), bytesText(static_cast<double>(overview.memoryBytes))}});
    backlog_->setFigures(
        bytesText(static_cast<double>(overview.backlogBytes)),
        {{tr("store"), singleLine(overview.store).isEmpty() ? QStringLiteral("–") : overview.store}});
    capacity_->setFigures(percentText(overview.capacity * 100),
                          {{tr("up for"), durationText(overview.uptimeSeconds)}});
}

void OverviewPage::setProbes(QAbstractItemModel* model)
{
    if (model_ != nullptr) {
        disconnect(model_, nullptr, this, nullptr);
    }
    model_ = model;
    probes_->setRows(model);
    if (model != nullptr) {
        // Of the model itself: a sorter lets go of rows before they are gone.
        connect(model, &QAbstractItemModel::dataChanged, this, &OverviewPage::refreshHealth);
        connect(model, &QAbstractItemModel::rowsInserted, this, &OverviewPage::refreshHealth);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &OverviewPage::refreshHealth);
        connect(model, &QAbstractItemModel::modelReset, this, &OverviewPage::refreshHealth);
        connect(model, &QObject::destroyed, this, [this] { model_ = nullptr; });
    }
    refreshHealth();
}

void OverviewPage::refreshHealth()
{
    const int rows = model_ != nullptr ? model_->rowCount() : 0;
    int warnings = 0;
    int failures = 0;
    for (int row = 0; row < rows; ++row) {
        const int tone =
            model_->index(row, static_cast<int>(ProbeColumn::Status)).data(AdminRole::Tone).toInt();
        warnings += tone == static_cast<int>(Tone::Warning) ? 1 : 0;
        failures += tone == static_cast<int>(Tone::Bad) ? 1 : 0;
    }
    const int shown = qBound(2, rows, kProbesShown);
    probes_->setFixedHeight(probes_->horizontalHeader()->sizeHint().height() +
                            shown * probes_->verticalHeader()->defaultSectionSize() + theme_.px(12));
    Q_EMIT healthChanged(warnings, failures);
}

}  // namespace snug::ui
