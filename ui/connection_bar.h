// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/connection_sample.h"
#include "ui/host_status.h"

class QLabel;
class QToolButton;

namespace snug::ui {

class ElidedLabel;
class StatusDot;
class Theme;

enum class ConnectionState { Offline, Connecting, Online, Reconnecting };

// The status bar: what the connection does, always; and the server inside, when there is one.
class ConnectionBar : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionBar(const Theme& theme, QWidget* parent = nullptr);

    // `detail` follows the state's word: a server's name, or a reason. May be empty.
    void setState(ConnectionState state, const QString& detail = {});
    // False: the server cannot store messages now. While online that takes the place of `detail`.
    void setStoring(bool storing);
    // With Reconnecting: "Reconnecting in 3 s…". Below 1: "Reconnecting…".
    void setSecondsToRetry(int seconds);
    void setSample(const ConnectionSample& sample);
    // Own messages that wait; 0 hides it.
    void setOutbox(int waiting);
    // Whether the button that leads to the administration is there.
    void setMayAdminister(bool may);
    // Stopped hides the section.
    void setHost(const HostStatus& status);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void statisticsWanted();
    void administrationWanted();
    void retryNowWanted();
    void hostPanelWanted();
    void stopHostingWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void refreshHost();
    void fit();
    void fitState(bool brief);
    bool isHeldUp() const { return current_ == ConnectionState::Online && !storing_; }
    QString stateText(bool brief) const;
    QString hostText(bool brief) const;

    const Theme& theme_;
    StatusDot* dot_ = nullptr;
    ElidedLabel* state_ = nullptr;
    QToolButton* retry_ = nullptr;
    QLabel* outbox_ = nullptr;
    QToolButton* figures_ = nullptr;
    QToolButton* administer_ = nullptr;
    QWidget* hostSection_ = nullptr;
    QToolButton* host_ = nullptr;
    QToolButton* stop_ = nullptr;
    ConnectionState current_ = ConnectionState::Offline;
    QString detail_;
    bool storing_ = true;
    int secondsToRetry_ = 0;
    ConnectionSample sample_;
    HostStatus hostStatus_;
};

// "820 B/s", "12.4 kB/s"; "0.2", "14" for rates.
QString bytesPerSecondText(double bytes);
QString rateText(double perSecond);

}  // namespace snug::ui
