// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QRect>
#include <QTextLayout>
#include <QUrl>
#include <memory>

#include "ui/links.h"
#include "ui/roles.h"

namespace snug::ui {

class Theme;

// What lies under a point of the timeline.
struct TimelineHit {
    enum class On { Nothing, Row, Text, Link, Retry, Discard, Gap };

    On on = On::Nothing;
    int row = -1;
    int cursor = 0;  // place in the row's text, for Text and Link
    QUrl link;
};

// One row, measured: where everything stands, relative to the row's top left. Text is laid out with
// QTextLayout, which knows no markup.
struct TimelineRow {
    TimelineKind kind = TimelineKind::Message;
    bool first = true;
    bool own = false;
    MessageState state = MessageState::Stored;
    int width = 0;
    int height = 0;

    QString author;
    QString authorId;
    QString time;
    QString label;  // of separators; of a failed message why
    QRect avatar;
    QRect authorBox;
    QRect timeBox;
    QRect mark;  // of an own message's state
    QRect labelBox;
    QRect retry;
    QRect discard;

    std::unique_ptr<QTextLayout> text;
    QPoint textAt;
    QVector<Link> links;

    // `point` relative to the row's top left.
    TimelineHit hit(const QPoint& point) const;
};

// Lays out the row of this index for this width.
std::unique_ptr<TimelineRow> layOutRow(const Theme& theme, const QModelIndex& index, int width);

// A guess of its height, without laying out.
int estimateRowHeight(const Theme& theme, const QModelIndex& index, int width);

// "Today", "Yesterday", "Monday, 23 November", with the year if it is another one.
QString dayText(const QDate& day, const QDate& today);

}  // namespace snug::ui
