// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QPair>

class QHBoxLayout;

namespace snug::ui {

class ElidedLabel;
class Theme;

// One figure of the statistics window: what it is, its value now, and below it a few values with their
// captions.
class FigureTile : public QFrame {
    Q_OBJECT

public:
    FigureTile(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    using Captioned = QPair<QString, QString>;
    // `overTime`: caption and value, at most three.
    void setFigures(const QString& now, const QList<Captioned>& overTime);

private:
    struct Column {
        ElidedLabel* caption;
        ElidedLabel* value;
    };

    QString title_;
    ElidedLabel* now_ = nullptr;
    QHBoxLayout* row_ = nullptr;
    QList<Column> columns_;
};

}  // namespace snug::ui
