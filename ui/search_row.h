// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QModelIndex>
#include <QRect>
#include <QTextLayout>
#include <memory>

namespace snug::ui {

class Theme;

// A result of a search, measured: where everything stands, relative to the row's top left.
struct SearchRow {
    static constexpr int kLines = 3;  // of text, at most

    int height = 0;
    QString author;  // cut to fit
    QString when;
    QRect avatar;
    QRect authorBox;
    QRect whenBox;
    std::unique_ptr<QTextLayout> text;
    QPoint textAt;
};

// Lays out the row of this index (SearchRole) for this width.
SearchRow layOutSearchRow(const Theme& theme, const QModelIndex& index, int width);

// The time, and the day if it is not today; the further back, the less exact. `brief`: only one of them.
QString searchTime(const QDateTime& at, const QDate& today, bool brief = false);

}  // namespace snug::ui
