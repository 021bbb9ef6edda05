// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVector>
#include <QWidget>

class QGridLayout;

namespace snug::ui {

// Widgets of the same width in as many columns as fit, filled row by row. GUI thread; owns what is added.
class TileGrid : public QWidget {
    Q_OBJECT

public:
    // A column is at least `least` pixels wide, and there are at most `most` of them.
    TileGrid(int least, int most, int spacing, QWidget* parent = nullptr);

    void add(QWidget* tile);
    int columns() const { return columns_; }
    // Of one column: as narrow as it may become, not as it is now.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    const int least_;
    const int most_;
    QGridLayout* grid_ = nullptr;
    QVector<QWidget*> tiles_;
    int columns_ = 1;
};

}  // namespace snug::ui
