// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>

namespace snug::test {

// A line between client and server that can be cut: forwards bytes on loopback until told otherwise.
// Thread: the test's.
class TcpProxy : public QObject {
    Q_OBJECT

public:
    explicit TcpProxy(quint16 serverPort, QObject* parent = nullptr);

    quint16 port() const { return listener_.serverPort(); }
    // Aborts every connection without a word and refuses new ones; or forwards again.
    void cut();
    void mend();

private:
    void accept();

    const quint16 serverPort_;
    QTcpServer listener_;
    bool isCut_ = false;
    QHash<QTcpSocket*, QTcpSocket*> pairs_;  // client to server
};

}  // namespace snug::test
