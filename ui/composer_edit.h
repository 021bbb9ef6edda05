// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace snug::ui {

// The text field inside the composer: keys, growing, pasting as plain text.
class ComposerEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ComposerEdit(QWidget* parent = nullptr);

    void setEnterSends(bool enterSends) { enterSends_ = enterSends; }
    // What stands in the empty field, on one line: the end is left out where there is no room for it.
    void setHint(const QString& hint);

Q_SIGNALS:
    void sendPressed();
    void timelineKeyPressed(int key);
    void focusChanged(bool focused);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void fitHeight();
    void fitHint();
    bool isForTimeline(const QKeyEvent& event) const;

    bool enterSends_ = true;
    QString hint_;
};

}  // namespace snug::ui
