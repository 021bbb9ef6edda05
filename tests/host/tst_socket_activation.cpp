// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>

#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

#include "support/http_get.h"
#include "support/snugd_process.h"
#include "support/test_client.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::SnugdProcess;
using test::TestClient;

namespace {

// Whether a child of that process would not get this descriptor.
bool staysWith(qint64 pid, int descriptor)
{
    QFile info(u"/proc/%1/fdinfo/%2"_s.arg(pid).arg(descriptor));
    static const QRegularExpression flags(u"^flags:\\s+([0-7]+)$"_s, QRegularExpression::MultilineOption);
    return info.open(QIODevice::ReadOnly) &&
           (flags.match(QString::fromUtf8(info.readAll())).captured(1).toInt(nullptr, 8) & O_CLOEXEC) != 0;
}

// What the service manager listens on: it never accepts.
class ManagersSocket {
public:
    explicit ManagersSocket(const QHostAddress& address = QHostAddress::LocalHost)
    {
        server_.listen(address, 0);
        server_.pauseAccepting();
    }

    int descriptor() const { return static_cast<int>(server_.socketDescriptor()); }
    quint16 port() const { return server_.serverPort(); }

private:
    QTcpServer server_;
};

}  // namespace

// snugd on sockets that whoever started it listens on already: the real program, descriptors and variables.
class TestSocketActivation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoCameBeforeIsServed()
    {
        ManagersSocket chat;
        ManagersSocket http;
        TestClient early;
        early.beginConnecting(chat.port());
        QTcpSocket asking;
        asking.connectToHost(QHostAddress(QHostAddress::LocalHost), http.port());
        QVERIFY(asking.waitForConnected());
        asking.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");

        SnugdProcess snugd;
        snugd.handOver({http.descriptor(), chat.descriptor()}, "http:chat");
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QCOMPARE(snugd.port(), chat.port());
        QCOMPARE(snugd.httpPort(), http.port());
        QVERIFY(staysWith(snugd.pid(), 3) && staysWith(snugd.pid(), 4));
        QTRY_VERIFY(early.isOpen());
        QVERIFY(early.hello(u"ada"_s).ok());
        QTRY_VERIFY(asking.peek(64).startsWith("HTTP/1.1 200"));
        // The server's probe reaches itself there, too.
        QTRY_COMPARE(test::httpGet(http.port(), u"/readyz"_s).status, 200);
        QTRY_VERIFY(test::httpGet(http.port(), u"/health"_s).body.contains("chat:roundtrip"));
    }

    void aStartAnewLosesNobodyAtTheDoor()
    {
        ManagersSocket chat;
        SnugdProcess snugd;
        snugd.handOver({chat.descriptor()}, {});
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        TestClient first;
        QVERIFY(first.connectTo(chat.port()) && first.hello(u"ada"_s).ok());
        snugd.terminate();
        QCOMPARE(snugd.waitForEnd(), 0);
        TestClient between;
        between.beginConnecting(chat.port());
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QTRY_VERIFY(between.isOpen());
        QVERIFY(between.hello(u"bob"_s).ok());
        QVERIFY(snugd.httpPort() != 0);  // listened on as ever
    }

    void aSocketForBothFamilies()
    {
        ManagersSocket chat(QHostAddress::Any);
        SnugdProcess snugd;
        snugd.handOver({chat.descriptor()}, "snugd.socket");
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QCOMPARE(snugd.port(), chat.port());
        TestClient ada;
        QVERIFY(ada.connectTo(chat.port()) && ada.hello(u"ada"_s).ok());
        QTRY_COMPARE(test::httpGet(snugd.httpPort(), u"/readyz"_s).status, 200);
    }

    void whatIsForAnotherProcessIsLeftAlone()
    {
        ManagersSocket chat;
        SnugdProcess snugd;
        snugd.handOver({chat.descriptor()}, "chat", u"1"_s);
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QVERIFY(snugd.port() != chat.port());
        TestClient ada;
        QVERIFY(ada.connectTo(snugd.port()) && ada.hello(u"ada"_s).ok());
    }

    void whatCannotBeListenedOnIsRefused()
    {
        QUdpSocket datagrams;
        QVERIFY(datagrams.bind(QHostAddress::LocalHost, 0));
        ManagersSocket listening;
        QTcpSocket connected;
        connected.connectToHost(QHostAddress(QHostAddress::LocalHost), listening.port());
        QVERIFY(connected.waitForConnected());
        const auto refuses = [](const std::vector<int>& sockets, const QByteArray& names, const QString& why,
                                const QStringList& options = {}) {
            SnugdProcess snugd;
            snugd.handOver(sockets, names);
            const int code = snugd.runToEnd(QStringList{u"--data"_s, snugd.folder()} + options);
            return code == 69 && snugd.err().contains(why) && snugd.out().isEmpty();
        };
        const QString none = u"(\"chat\") of the service manager is no listening TCP socket"_s;
        QVERIFY(refuses({static_cast<int>(datagrams.socketDescriptor())}, "chat", u"Descriptor 3 "_s + none));
        QVERIFY(refuses({static_cast<int>(connected.socketDescriptor())}, "chat", u"Descriptor 3 "_s + none));
        const int fine = listening.descriptor();
        QVERIFY(refuses({fine, 0}, "http:chat", u"Descriptor 4 "_s + none));  // no socket at all
        QVERIFY(refuses({fine, fine}, "one:other", u"two sockets for chat"_s));
        QVERIFY(refuses({fine, fine}, "http:http", u"two sockets for http"_s));
        QVERIFY(refuses({fine, fine, fine}, "chat:http:more", u"hands over 3 sockets"_s));
        QVERIFY(refuses({fine}, "http", u"which the setting http turns off"_s, {u"--http"_s, u"no"_s}));
    }
};

QTEST_GUILESS_MAIN(TestSocketActivation)
#include "tst_socket_activation.moc"
