// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QToolButton;

namespace snug::ui {

class ComposerEdit;
class Theme;

// Where one writes. Grows with the text up to eight lines, then scrolls. GUI thread; borrows the theme.
class Composer : public QWidget {
    Q_OBJECT

public:
    explicit Composer(const Theme& theme, QWidget* parent = nullptr);
    ~Composer() override;

    // The name is shown in the placeholder. The text is not touched.
    void setRoom(const QString& name);
    // Draft of the room shown; emits neither draftChanged nor typingChanged.
    void setText(const QString& text);
    QString text() const;
    // The limit of the server in characters (code points). The counter shows near it; past it nothing is
    // sent.
    void setMaxCharacters(int characters);
    // Empty: one can write. Otherwise the field is off and says this. What is written stays.
    void setDisabledReason(const QString& reason);
    // False: Ctrl+Enter sends and Enter breaks the line. Shift+Enter breaks it in both.
    void setEnterSends(bool enterSends);
    void focusText();

Q_SIGNALS:
    // Trimmed and not empty. The field is already clear when this comes.
    void sendWanted(const QString& text);
    // At most every 400 ms while typing, and at once when the text is sent or the focus goes.
    void draftChanged(const QString& text);
    // True while something is being typed; false after 4 s of rest, or when sent or cleared.
    void typingChanged(bool typing);
    // Page Up, Page Down, and Up in an empty field: Qt::Key; the timeline's business.
    void timelineKeyPressed(int key);

private:
    void send();
    void onFocusChanged(bool focused);
    void onTextChanged();
    void flushDraft();
    void setTyping(bool typing);
    void updateState();

    QFrame* field_ = nullptr;
    ComposerEdit* edit_ = nullptr;
    QToolButton* send_ = nullptr;
    QLabel* counter_ = nullptr;
    QTimer draftTimer_;
    QTimer typingTimer_;
    QString room_;
    QString reason_;
    int maxCharacters_ = 4000;
    bool enterSends_ = true;
    bool typing_ = false;
    bool setting_ = false;
};

}  // namespace snug::ui
