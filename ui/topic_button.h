// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace snug::ui {

class Theme;

// A room's topic as a button that looks like text: cut where there is no room, whole in the tooltip.
class TopicButton : public QToolButton {
    Q_OBJECT

public:
    explicit TopicButton(const Theme& theme, QWidget* parent = nullptr);

    // Empty shows the invitation to set one.
    void setTopic(const QString& topic);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    QString topic_;
};

}  // namespace snug::ui
