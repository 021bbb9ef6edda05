// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/reachability.h"

#include <QHostInfo>
#include <QNetworkInterface>
#include <QSslSocket>
#include <QSysInfo>

namespace snug::doctor {

namespace {

using namespace Qt::StringLiterals;
using Verdict = Finding::Verdict;

constexpr int kTimeOutMs = 2'000;
constexpr qint64 kAnswerBytes = 1'024;

QString list(const QVector<QHostAddress>& addresses)
{
    QStringList names;
    for (const QHostAddress& address : addresses) {
        names.append(address.toString());
    }
    return names.join(u", "_s);
}

enum class Answer { Silent, Strange, Snug };

// What answers there to the beginning of a chat.
Answer ask(const QHostAddress& address, const host::ServerConfig& config)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);  // who it is is another question
    bool connected = false;
    if (config.wantsTls()) {
        socket.connectToHostEncrypted(address.toString(), config.port);
        connected = socket.waitForEncrypted(kTimeOutMs);
    } else {
        socket.connectToHost(address, config.port);
        connected = socket.waitForConnected(kTimeOutMs);
    }
    if (!connected) {
        return socket.state() == QAbstractSocket::ConnectedState ? Answer::Strange : Answer::Silent;
    }
    socket.write(
        "GET / HTTP/1.1\r\nHost: doctor\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ZG9jdG9yZG9jdG9yZG9jdA==\r\n"
        "Sec-WebSocket-Protocol: snug.v1\r\n\r\n");
    while (!socket.peek(kAnswerBytes).contains("\r\n\r\n") && socket.waitForReadyRead(kTimeOutMs)) {
    }
    const QByteArray answer = socket.read(kAnswerBytes);
    return answer.startsWith("HTTP/1.1 101") && answer.toLower().contains("snug.v1") ? Answer::Snug
                                                                                     : Answer::Strange;
}

Finding judge(const QString& subject, Answer answer, const QString& where, const QString& silent)
{
    switch (answer) {
        case Answer::Snug:
            return {subject, Verdict::Good, u"A Snug server answers on %1."_s.arg(where), {}};
        case Answer::Strange:
            return {subject, Verdict::Bad,
                    u"Something answers on %1, but it is no Snug server as configured."_s.arg(where),
                    u"Choose another port (--port), or end the other program: ss -tlnp shows it. Where the "
                    u"server "
                    "speaks TLS, tell the doctor the same --tls-certificate and --tls-key."_s};
        case Answer::Silent:
            break;
    }
    return {subject, Verdict::Bad, u"Nothing answers on %1."_s.arg(where), silent};
}

}  // namespace

QVector<QHostAddress> addressesOutside(const host::ServerConfig& config)
{
    const QHostAddress listen(config.listen);
    const bool any =
        listen == QHostAddress::AnyIPv4 || listen == QHostAddress::Any || listen == QHostAddress::AnyIPv6;
    QVector<QHostAddress> outside;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsRunning) || flags.testFlag(QNetworkInterface::IsLoopBack)) {
            continue;
        }
        for (const QNetworkAddressEntry& entry : interface.addressEntries()) {
            const QHostAddress address = entry.ip();
            const bool isV4 = address.protocol() == QAbstractSocket::IPv4Protocol;
            const bool listenedOn =
                any ? (isV4 ? listen != QHostAddress::AnyIPv6 : listen != QHostAddress::AnyIPv4)
                    : listen.isEqual(address);
            if (!address.isLoopback() && !address.isLinkLocal() && listenedOn) {
                outside.append(address);
            }
        }
    }
    return outside;
}

Finding lookAtAddresses(const host::ServerConfig& config)
{
    const QString subject = u"Addresses"_s;
    const QVector<QHostAddress> outside = addressesOutside(config);
    if (!outside.isEmpty()) {
        return {subject, Verdict::Good, u"Others reach this computer by %1."_s.arg(list(outside)), {}};
    }
    if (QHostAddress(config.listen).isLoopback()) {
        return {subject, Verdict::Bad,
                u"The server listens on %1, which only this computer can reach."_s.arg(config.listen),
                u"Let it listen on all addresses: --listen 0.0.0.0"_s};
    }
    return {
        subject, Verdict::Bad,
        u"This computer has no address on a network that the server listens on (%1)."_s.arg(config.listen),
        u"Connect it to the network (ip address shows what it has), or let the server listen on all "
        "addresses: --listen 0.0.0.0"_s};
}

QVector<Finding> lookAtPort(const host::ServerConfig& config)
{
    const auto named = [&config](const QString& address) {
        return (address.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address).arg(config.port);
    };
    const QHostAddress listen(config.listen);
    const QVector<QHostAddress> outside = addressesOutside(config);
    QVector<Finding> findings;
    if (listen.isLoopback() || listen == QHostAddress::AnyIPv4 || listen == QHostAddress::Any ||
        listen == QHostAddress::AnyIPv6) {
        const QHostAddress loopback(listen.protocol() == QAbstractSocket::IPv6Protocol
                                        ? QHostAddress::LocalHostIPv6
                                        : QHostAddress::LocalHost);
        findings.append(judge(u"Port, from here"_s, ask(loopback, config), named(loopback.toString()),
                              u"Start the server; if it runs, tell the doctor its --port and --listen."_s));
    }
    if (!outside.isEmpty()) {
        const QString address = outside.constFirst().toString();
        findings.append(
            judge(u"Port, by the network's address"_s, ask(outside.constFirst(), config), named(address),
                  u"Start the server with --listen 0.0.0.0. If it does, something on this computer is in "
                  "the way: see Firewall."_s));
    }
    return findings;
}

Finding lookAtName()
{
    const QString subject = u"Name"_s;
    const QString name = QSysInfo::machineHostName();
    const QHostInfo info = QHostInfo::fromName(name);
    const QList<QHostAddress> own = QNetworkInterface::allAddresses();
    for (const QHostAddress& address : info.addresses()) {
        if (!address.isLoopback() && own.contains(address)) {
            return {subject, Verdict::Good, u"The name %1 leads to this computer."_s.arg(name), {}};
        }
    }
    const QString found = info.addresses().isEmpty()
                              ? u"The name %1 is not known here."_s.arg(name)
                              : u"The name %1 leads to %2 from here."_s.arg(
                                    name, list({info.addresses().constBegin(), info.addresses().constEnd()}));
    return {subject, Verdict::Unsure, found,
            u"Others may not find the computer by its name: tell them an address instead."_s};
}

}  // namespace snug::doctor
