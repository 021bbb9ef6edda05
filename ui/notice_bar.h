// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace snug::ui {

class Theme;

enum class Severity { Info, Success, Warning, Error };

// A line that tells something once: "14 missed, all recovered", or what went wrong. The newest replaces the
// one before. Info and success go by themselves after 8 s, the rest stays until dismissed. Screen readers are
// told.
class NoticeBar : public QWidget {
    Q_OBJECT

public:
    explicit NoticeBar(const Theme& theme, QWidget* parent = nullptr);

    // `action` is the text of a button, e.g. "Retry"; pressing it emits actionWanted and hides the line.
    void notify(Severity severity, const QString& text, const QString& action = {});
    // News that can wait: Info that stays until it is dismissed.
    void announce(const QString& text);
    void dismiss();

Q_SIGNALS:
    void actionWanted();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    const Theme& theme_;
    QLabel* icon_ = nullptr;
    QLabel* text_ = nullptr;
    QPushButton* action_ = nullptr;
    QToolButton* close_ = nullptr;
    QTimer timer_;
    Severity severity_ = Severity::Info;
};

}  // namespace snug::ui
