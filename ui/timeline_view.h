// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QUrl>
#include <memory>

namespace snug::ui {

class Theme;
class TimelineGeometry;
class TimelineJumpButton;
class TimelineRows;
struct TimelineHit;

// A room's messages, oldest above. GUI thread; borrows theme and model (rows of TimelineRole).
//
// A QListView for what screen readers and models expect of one, but with a layout of its own: a row is measured when
// it first comes near the window, others have an estimated height, so that 100,000 rows cost as little as 100. The
// row at the top (or, at the bottom, the newest) stays where it is whatever is inserted, loaded or resized.
class TimelineView : public QListView {
    Q_OBJECT

public:
    explicit TimelineView(const Theme& theme, QWidget* parent = nullptr);
    ~TimelineView() override;

    // Shows the new-messages line if the model has one, else the newest message.
    void setModel(QAbstractItemModel* model) override;

    bool isAtBottom() const;
    void scrollToNewest();
    // What stands in place of rows when there are none. Default: "No messages yet. Say hello."
    void setEmptyText(const QString& title, const QString& text);

    // Tells olderWanted() may be emitted again, after a page arrived or failed. Emitting it bars it until then.
    void olderArrived(bool moreThere);

    // Rows that came while not at the bottom; what the jump button shows.
    int newBelow() const { return newBelow_; }

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;
    void reset() override;

public Q_SLOTS:
    // The selected messages (or the selected part of one) to the clipboard, as plain text.
    void copySelection();

Q_SIGNALS:
    // The top is near: load what is older. Once per olderArrived().
    void olderWanted();
    // An http or https address was clicked, or Enter pressed on a message with one. Nothing is opened here.
    void linkActivated(const QUrl& url);
    // "Retry" or "Delete" of a failed own message.
    void retryWanted(const QString& nonce);
    void discardWanted(const QString& nonce);
    // A Gap row was activated.
    void gapActivated(const QModelIndex& index);
    // The newest rows are seen (the window is active and at the bottom): unread counts may go.
    void newestSeen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex& index) const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = QList<int>()) override;

private:
    struct Input;
    struct Anchor;

    Anchor takeAnchor() const;
    void keepAnchor(const Anchor& anchor);
    void measureAround(int top, int bottom);
    void settle(const Anchor& anchor);
    void onRowsRemoved();
    void afterScroll();
    void relayout();
    void placeJumpButton();
    void paintEmpty(QPainter& painter);
    TimelineHit hitAt(const QPoint& point) const;
    void activate(const TimelineHit& hit);
    void updateHover(const QPoint& point);
    int lastRow() const;

    const Theme& theme_;
    std::unique_ptr<TimelineGeometry> geometry_;
    std::unique_ptr<TimelineRows> rows_;
    std::unique_ptr<Input> input_;
    TimelineJumpButton* jump_ = nullptr;
    QString emptyTitle_;
    QString emptyText_;
    int newBelow_ = 0;
    int scrollTop_ = 0;
    bool stick_ = true;
    bool settling_ = false;
    bool olderAsked_ = false;
    bool olderThere_ = true;
};

}  // namespace snug::ui
