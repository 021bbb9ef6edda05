// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace snug::ui {

class ElidedLabel;
class Theme;
class TopicButton;

// Above the timeline: the room's name and topic, the off-the-record mark, buttons for rooms, search and
// people. Where there is little room the name goes before the topic, and a topic that is written before the
// name.
class RoomHeader : public QWidget {
    Q_OBJECT

public:
    explicit RoomHeader(const Theme& theme, QWidget* parent = nullptr);

    // `keep` false shows the off-the-record mark.
    void setRoom(const QString& name, bool keep);
    void setTopic(const QString& topic);
    // Characters (code points).
    void setMaxTopic(int characters);
    void setMemberCount(int people);

    // The buttons' state; no signal comes.
    void setPeopleShown(bool shown);
    void setSearchShown(bool shown);
    void setRoomsButtonVisible(bool visible);

    // Opens the field; Enter emits topicWanted, Esc leaves all as it was.
    void editTopic();

Q_SIGNALS:
    // Trimmed; may be empty. The header keeps showing the old topic until setTopic.
    void topicWanted(const QString& topic);
    void peopleToggled(bool show);
    void searchToggled(bool show);
    void roomsWanted();
    void inviteWanted();
    void leaveWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void finishTopic(bool take);
    void arrange();

    const Theme& theme_;
    QToolButton* rooms_ = nullptr;
    ElidedLabel* name_ = nullptr;
    QLabel* offRecord_ = nullptr;
    QStackedWidget* topicStack_ = nullptr;
    TopicButton* topicButton_ = nullptr;
    QLineEdit* topicEdit_ = nullptr;
    QToolButton* search_ = nullptr;
    QToolButton* people_ = nullptr;
    QToolButton* more_ = nullptr;
    QString room_;
    QString topic_;
};

}  // namespace snug::ui
