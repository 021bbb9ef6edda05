// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QVector>

#include "ui/finding.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace snug::ui {

class Theme;

// Why others cannot connect to the server inside: what was looked at, the worst first, each with what to do,
// which can be copied. GUI thread; borrows the theme. Empty until setFindings().
class FindingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit FindingsDialog(const Theme& theme, QWidget* parent = nullptr);

    // It is being looked: what was found before goes.
    void setBusy();
    void setFindings(const QVector<Finding>& findings);

Q_SIGNALS:
    void againWanted();

private:
    void clear();
    QWidget* makeRow(const Finding& finding);
    QWidget* makeAdvice(const QString& advice);

    const Theme& theme_;
    QLabel* summary_ = nullptr;
    QWidget* rows_ = nullptr;
    QVBoxLayout* rowsLayout_ = nullptr;
    QPushButton* again_ = nullptr;
};

}  // namespace snug::ui
