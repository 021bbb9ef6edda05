// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace snug::ui {

// One line of plain text that gives way: cut with "…" where there is no room, the whole in its tooltip. Never
// asks for more width than a few letters, so that a long name cannot widen a window.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    // Line breaks become spaces. The accessible name follows unless one was given.
    void setFullText(const QString& text);
    QString fullText() const { return full_; }

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString full_;
};

}  // namespace snug::ui
