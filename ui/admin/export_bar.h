// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QProgressBar;
class QPushButton;

namespace snug::ui {

class ElidedLabel;
class Theme;

// A line that tells how an export goes, and how it ended. Hidden until the first one.
class ExportBar : public QFrame {
    Q_OBJECT

public:
    explicit ExportBar(const Theme& theme, QWidget* parent = nullptr);

    // `total` 0: not known yet.
    void setProgress(const QString& room, qint64 done, qint64 total);
    void finish(const QString& sentence);
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void cancelWanted();

private:
    ElidedLabel* text_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QPushButton* button_ = nullptr;
    bool running_ = false;
};

}  // namespace snug::ui
