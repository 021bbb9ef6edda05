// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/record_pane.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/admin/admin_table.h"
#include "ui/admin/figure_text.h"
#include "ui/admin/record_model.h"
#include "ui/admin/sparkline.h"
#include "ui/elided_label.h"
#include "ui/plain_text.h"
#include "ui/theme.h"

namespace snug::ui {

RecordPane::RecordPane(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , name_(new ElidedLabel(this))
    , figures_(makeLabel({}, this))
    , roundTrips_(new Sparkline(theme, this))
    , frames_(
          new AdminTable(theme, tr("Flight recorder"), {{115, 0}, {110, 0}, {90, 1}, {60, 0, true}}, this))
    , model_(new RecordModel(this))
{
    setMinimumWidth(theme.px(260));
    Theme::setText(name_, TextRole::Strong);
    Theme::setText(figures_, TextRole::Small, Colour::Muted);
    figures_->setWordWrap(true);
    Theme::setFlag(frames_, "page");
    frames_->setRows(model_);
    frames_->setFocusPolicy(Qt::TabFocus);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6));
    head->setSpacing(theme.px(4));
    head->addWidget(name_);
    head->addWidget(figures_);
    head->addWidget(roundTrips_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(frames_, 1);
    setSubject(0, {});
}

void RecordPane::setSubject(quint64 id, const QString& name)
{
    id_ = id;
    name_->setFullText(id == 0 ? tr("Flight recorder") : name);
    figures_->setText(id == 0 ? tr("What goes over a connection, never what is said.") : tr("Waiting…"));
    roundTrips_->setVisible(id != 0);
    roundTrips_->setFigures({});
    model_->setFrames({});
    frames_->setEmptyTexts(
        id == 0 ? tr("Choose one connection to see what goes over it.") : tr("Nothing went over it yet."),
        {});
}

void RecordPane::setRecord(const ConnectionRecord& record)
{
    if (record.id != id_ || id_ == 0) {
        return;
    }
    const QVector<double>& trips = record.roundTripsMs;
    const QString trip = trips.isEmpty()
                             ? tr("no round trip measured")
                             : tr("round trip %1, at most %2")
                                   .arg(millisecondsText(trips.last()),
                                        millisecondsText(*std::max_element(trips.begin(), trips.end())));
    figures_->setText(trip + QStringLiteral(" · ") + tr("held back %n time(s)", nullptr, record.limiterHits));
    roundTrips_->setFigures(trips);
    const int place = frames_->verticalScrollBar()->value();
    model_->setFrames(record.frames);
    frames_->verticalScrollBar()->setValue(place);
}

}  // namespace snug::ui
