// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace snug::ui {

class Composer;
class PeopleView;
class RoomHeader;
class RoomList;
class SearchPanel;
class Theme;
class TimelineView;
class TypingLine;

// Rooms left, timeline middle, people right, in whose place a search may stand. Owns the parts and arranges
// them; what they show and wish passes between each part and whoever binds it, not through here.
//
// Narrow: below kPeopleWidth the people hide until their button is pressed, below kRoomsWidth rooms and
// search become drawers over the timeline. Both widths grow with the font.
class ChatPage : public QWidget {
    Q_OBJECT

public:
    static constexpr int kPeopleWidth = 900;
    static constexpr int kRoomsWidth = 640;

    explicit ChatPage(const Theme& theme, QWidget* parent = nullptr);

    RoomList* roomList() const { return rooms_; }
    RoomHeader* header() const { return header_; }
    TimelineView* timeline() const { return timeline_; }
    TypingLine* typingLine() const { return typing_; }
    Composer* composer() const { return composer_; }
    PeopleView* people() const { return people_; }
    SearchPanel* search() const { return search_; }

    // True gives the keyboard to the composer. False: an invitation to choose or make a room stands in the
    // middle.
    void setRoomShown(bool shown);
    bool isRoomShown() const;

    // People as the person wants them where there is room; and the drawer of a narrow window.
    void showPeople(bool show);
    bool peopleShown() const;
    // Whether they are there when no search stands in their place.
    bool peopleWanted() const;
    void showRooms(bool show);
    bool roomsAreDrawer() const { return drawer_; }
    // True, in a room, gives the keyboard to its field; false gives the place back to the people, and the
    // keyboard to the composer.
    void showSearch(bool show);
    bool searchShown() const;
    bool searchIsDrawer() const { return drawer_; }

    // F6: the keyboard goes on to the next of rooms, timeline, composer, people, search.
    void focusNextPane();

    // How wide the parts are in a window that is not narrow, to keep over restarts.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // From the empty page's button or the room list; from the header's menu or the room list.
    void newRoomWanted();
    void inviteWanted(const QString& room);
    void leaveRoomWanted(const QString& room);
    void searchClosed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeMiddle();
    QWidget* makeEmpty();
    void arrange();
    void restoreWide();
    void placeDrawer();
    void moveTimeline(int key);

    const Theme& theme_;
    QSplitter* splitter_ = nullptr;
    RoomList* rooms_ = nullptr;
    QStackedWidget* middle_ = nullptr;
    RoomHeader* header_ = nullptr;
    TimelineView* timeline_ = nullptr;
    TypingLine* typing_ = nullptr;
    Composer* composer_ = nullptr;
    PeopleView* people_ = nullptr;
    SearchPanel* search_ = nullptr;
    QWidget* shade_ = nullptr;
    QWidget* emptyRooms_ = nullptr;
    bool peopleWanted_ = true;
    bool peopleNarrow_ = false;
    bool drawer_ = false;
    QByteArray wide_;  // the splitter's state, kept while it lacks the drawers
    bool drawerOpen_ = false;
    bool searchOpen_ = false;
};

}  // namespace snug::ui
