// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QBoxLayout;
class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QToolButton;

namespace snug::ui {

class ElidedLabel;
class Theme;

// The first thing one sees: one's name, "Host a room", join by address, the servers one has been on.
// GUI thread; borrows theme and model. Checks only that fields are filled; other errors come through
// show…Error.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(const Theme& theme, QWidget* parent = nullptr);

    // Rows of ServerRole; may be null.
    void setRecentServers(QAbstractItemModel* model);
    void setNick(const QString& nick);
    QString nick() const;
    void setAddress(const QString& address);

    // A sentence under the field that it is about; empty takes it away.
    void showNickError(const QString& sentence);
    void showJoinError(const QString& sentence);
    void showHostError(const QString& sentence);

    // The program's menu, behind a button in the corner. Borrowed.
    void setMenu(QMenu* menu);
    QToolButton* menuButton() const { return menu_; }

    // While something is under way the page shows `what` ("Connecting to …") and only Cancel works; empty:
    // idle.
    void setBusy(const QString& what);

Q_SIGNALS:
    void hostWanted(const QString& nick);
    void joinWanted(const QString& address, const QString& nick);
    // A row of the recent servers' model.
    void forgetServer(int row);
    void nickEdited(const QString& nick);
    // Stop what setBusy told of.
    void cancelWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeNick();
    QWidget* makeHostCard();
    QWidget* makeJoinCard();
    QWidget* makeRecent();
    QWidget* makeBusyRow();
    void tryHost();
    void tryJoin(const QString& address);
    bool checkNick();
    void updateRecent();
    void forgetCurrent();
    void showServerMenu(const QPoint& at);
    void arrange();

    const Theme& theme_;
    QToolButton* menu_ = nullptr;
    QWidget* content_ = nullptr;
    QLineEdit* nick_ = nullptr;
    QLabel* nickError_ = nullptr;
    QBoxLayout* cards_ = nullptr;
    QPushButton* host_ = nullptr;
    QLabel* hostError_ = nullptr;
    QLineEdit* address_ = nullptr;
    QPushButton* join_ = nullptr;
    QLabel* joinError_ = nullptr;
    QListView* recent_ = nullptr;
    QLabel* recentEmpty_ = nullptr;
    QWidget* busyRow_ = nullptr;
    ElidedLabel* busyText_ = nullptr;
    QPushButton* cancel_ = nullptr;
};

}  // namespace snug::ui
