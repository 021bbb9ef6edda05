// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QListView>
#include <QPersistentModelIndex>
#include <QUrl>
#include <memory>
#include <optional>

class QVariantAnimation;

namespace snug::ui {

class Theme;
class TimelineGeometry;
class TimelineJumpButton;
struct TimelineHit;
struct TimelineInput;
struct TimelineRow;

// A room's messages, oldest above. GUI thread; borrows theme and model (rows of TimelineRole).
//
// A QListView for what screen readers and models expect of one, but with a layout of its own: a row is
// measured when it first comes near the window, others have an estimated height, so that 100,000 rows cost as
// little as 100. The row at the top (or, at the bottom, the newest) stays where it is whatever is inserted,
// loaded or resized.
class TimelineView : public QListView {
    Q_OBJECT

public:
    explicit TimelineView(const Theme& theme, QWidget* parent = nullptr);
    ~TimelineView() override;

    // Shows the new-messages line if the model has one, else the newest message.
    void setModel(QAbstractItemModel* model) override;

    bool isAtBottom() const;
    void scrollToNewest();
    // Brings the row to the middle, makes it the current one and sets it off for a moment. The keyboard stays
    // where it is.
    void showRow(const QModelIndex& index);
    // What stands in place of rows when there are none. Default: "No messages yet. Say hello."
    void setEmptyText(const QString& title, const QString& text);

    // Tells olderWanted() may be emitted again, after a page arrived or failed. Emitting it bars it until
    // then.
    void olderArrived(bool moreThere);

    // Messages of others that came while not at the bottom; what the jump button shows.
    int newBelow() const { return newBelow_; }

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString& search) override;

public Q_SLOTS:
    // The selected messages, or the selected part of one, to the clipboard as plain text.
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
    // What is newest is seen (at the bottom, in an active window): unread counts may go. Again after each new
    // row.
    void newestSeen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
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
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = QList<int>()) override;

private:
    // What must not move while heights change: the end, or a row at a distance from the upper edge.
    struct Anchor {
        bool bottom = true;
        int row = 0;
        int distance = 0;
    };

    // timeline_view_scroll.cpp: heights, anchor, scrolling; timeline_view.cpp: what the model tells
    Anchor takeAnchor() const;
    void holdAnchor();
    void settle();
    bool measure(int top, int bottom);
    int scrollFor(const Anchor& anchor) const;
    int furthest() const;
    int rowTop(int row) const;
    std::vector<int> estimates(int first, int count) const;
    void forgetLayouts();
    void afterScroll();
    void tellSeen();
    void askOlder();
    void placeJumpButton();

    // timeline_view_paint.cpp
    const TimelineRow& rowOf(int row) const;
    void paintEmpty(QPainter& painter);

    // timeline_view_input.cpp: mouse; timeline_view_keys.cpp: keyboard, selection, clipboard
    TimelineHit hitAt(const QPoint& point) const;
    void activate(const TimelineHit& hit);
    void activateRow(const QModelIndex& index);
    void hover(const QPoint& point);
    void selectRows(int from, int to);
    void clearTextSelection();
    bool hasTextSelection() const;
    int step(int row, int by) const;

    const Theme& theme_;
    std::unique_ptr<TimelineGeometry> geometry_;
    std::unique_ptr<TimelineInput> input_;
    // The rows near the window, laid out; bounded.
    mutable QCache<int, TimelineRow> layouts_;
    TimelineJumpButton* jump_ = nullptr;
    // Fades the row that was shown last.
    QVariantAnimation* glow_ = nullptr;
    QPersistentModelIndex glowing_;
    QString emptyTitle_;
    QString emptyText_;
    // Set from the first change until the layout has caught up with it.
    std::optional<Anchor> held_;
    int newBelow_ = 0;
    bool stick_ = true;
    bool settling_ = false;
    bool unseen_ = false;
    bool olderAsked_ = false;
    bool olderThere_ = true;
};

}  // namespace snug::ui
