// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/case_list.h"

namespace snug::websocket::test {

namespace {

// A request or an answer, put together from lines, so that a case can leave one out or write another.
class Head {
public:
    Head(const QByteArray& first, const QByteArrayList& lines)
        : first_(first)
        , lines_(lines)
    {
    }
    Head starting(const QByteArray& first) const { return {first, lines_}; }
    Head without(const QByteArray& field) const
    {
        Head other = *this;
        other.lines_.removeIf([&](const QByteArray& line) { return line.startsWith(field + ':'); });
        return other;
    }
    Head with(const QByteArray& line) const
    {
        Head other = *this;
        other.lines_.append(line);
        return other;
    }
    Head instead(const QByteArray& line) const { return without(line.left(line.indexOf(':'))).with(line); }
    QByteArray bytes() const { return first_ + "\r\n" + lines_.join("\r\n") + "\r\n\r\n"; }

private:
    QByteArray first_;
    QByteArrayList lines_;
};

QByteArrayList oneByOne(const QByteArray& bytes)
{
    QByteArrayList all;
    for (const char byte : bytes) {
        all.append(QByteArray(1, byte));
    }
    return all;
}

// Opens with these writes, then talks.
Case& opens(CaseList& list, const QByteArray& name, const QByteArrayList& opening)
{
    Case& added = list.add(name, {list.text("{}")});
    added.gives({"{}"});
    added.opening = opening;
    return added;
}

Case& refused(CaseList& list, const QByteArray& name, const Head& head)
{
    Case& added = list.add(name, {}).refuses();
    added.opening = {head.bytes()};
    return added;
}

void addBehindTheHead(CaseList& list, const QByteArray& head)
{
    struct Behind {
        const char* name;
        QByteArrayList writes;
    };
    const QByteArray message = saying("early");
    const QByteArray frame = list.text(message);
    for (const auto& [name, writes] : std::vector<Behind>{{"a frame", {frame}},
                                                          {"half a frame", {frame.first(9), frame.sliced(9)}},
                                                          {"one byte", {frame.first(1), frame.sliced(1)}}}) {
        Case& added = list.add(QByteArray("right behind the head: ") + name, writes).gives({message});
        added.opening = {head};
        added.glued = true;
    }
    Case& many = list.add("right behind the head: two frames and a ping",
                          {frame + list.frame(kPing, "?") + list.text("{}")});
    many.gives({message, "{}"}).answers({"?"});
    many.opening = {head};
    many.glued = true;
    Case& large = list.add("right behind the head: 100000 bytes", {list.text(messageOf(100'000))});
    large.gives({messageOf(100'000)});
    large.opening = {head};
    large.glued = true;
    Case& close =
        list.add("right behind the head: a close", {list.frame(kClose, rawClose(1000))}).closes(1000);
    close.opening = {head};
    close.glued = true;
    Case& wrong =
        list.add("right behind the head: a frame that is wrong", {list.frame(0x83, "x")}).faults(1002);
    wrong.opening = {head};
    wrong.glued = true;
}

void addRequests(CaseList& list)
{
    list.group("request");
    const Head right("GET / HTTP/1.1", {"Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
                                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                        "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: snug.v1"});
    opens(list, "right", {right.bytes()});
    opens(list, "byte by byte", oneByOne(right.bytes()));
    opens(list, "in two writes", {right.bytes().first(50), right.bytes().sliced(50)});
    opens(list, "cut before its last byte", {right.bytes().chopped(1), "\n"});
    opens(list, "with a path and a query", {right.starting("GET /chat?x=1 HTTP/1.1").bytes()});
    opens(list, "Connection is a list", {right.instead("Connection: keep-alive, Upgrade").bytes()});
    opens(list, "words in capitals",
          {right.instead("Upgrade: WebSocket").instead("Connection: UPGRADE").bytes()});
    opens(list, "names in small letters", {right.without("Upgrade").with("upgrade: websocket").bytes()});
    opens(list, "with an extension that we do not speak",
          {right.with("Sec-WebSocket-Extensions: permessage-deflate").bytes()});
    opens(list, "with fields of others", {right.with("User-Agent: x").with("Cookie: a=b").bytes()});
    opens(list, "several subprotocols", {right.instead("Sec-WebSocket-Protocol: other, snug.v1").bytes()});
    opens(list, "no subprotocol", {right.without("Sec-WebSocket-Protocol").bytes()}).speaksSnug = false;
    opens(list, "another subprotocol", {right.instead("Sec-WebSocket-Protocol: other").bytes()}).speaksSnug =
        false;
    addBehindTheHead(list, right.bytes());

    refused(list, "another method", right.starting("POST / HTTP/1.1"));
    refused(list, "HTTP/1.0", right.starting("GET / HTTP/1.0"));
    refused(list, "not HTTP", right.starting("HELLO"));
    refused(list, "no Host", right.without("Host"));
    refused(list, "no Upgrade", right.without("Upgrade"));
    refused(list, "another Upgrade", right.instead("Upgrade: h2c"));
    refused(list, "no Connection", right.without("Connection"));
    refused(list, "another Connection", right.instead("Connection: close"));
    refused(list, "no key", right.without("Sec-WebSocket-Key"));
    refused(list, "an empty key", right.instead("Sec-WebSocket-Key:"));
    refused(list, "a key of 15 bytes", right.instead("Sec-WebSocket-Key: " + QByteArray(15, 'k').toBase64()));
    refused(list, "a key of 18 bytes", right.instead("Sec-WebSocket-Key: " + QByteArray(18, 'k').toBase64()));
    refused(list, "a key that is no base64", right.instead("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!!=="));
    refused(list, "two keys", right.with("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA=="));
    refused(list, "a folded line", right.with("X-Other: a\r\n b"));
    refused(list, "white space before a colon", right.with("X-Other : a"));
    refused(list, "a line that is no field", right.with("hello"));
    refused(list, "no version", right.without("Sec-WebSocket-Version"));
    refused(list, "version 12", right.instead("Sec-WebSocket-Version: 12"));
    refused(list, "a foreign origin", right.with("Origin: http://elsewhere"));
    refused(list, "too long a head", right.with("X-Long: " + QByteArray(9000, 'x')));
    refused(list, "too many fields",
            right.with(("X: " + QByteArray(80, 'x') + "\r\n").repeated(100).chopped(2)));
}

void addAnswers(CaseList& list)
{
    list.group("answer");
    const Head right("HTTP/1.1 101 Switching Protocols",
                     {"Upgrade: websocket", "Connection: Upgrade",
                      QByteArray("Sec-WebSocket-Accept: ") + kAccept, "Sec-WebSocket-Protocol: snug.v1"});
    opens(list, "right", {right.bytes()});
    opens(list, "byte by byte", oneByOne(right.bytes()));
    opens(list, "in two writes", {right.bytes().first(50), right.bytes().sliced(50)});
    opens(list, "cut before its last byte", {right.bytes().chopped(1), "\n"});
    opens(list, "other words behind 101", {right.starting("HTTP/1.1 101 Welcome").bytes()});
    opens(list, "words in capitals",
          {right.instead("Upgrade: WebSocket").instead("Connection: UPGRADE").bytes()});
    opens(list, "names in small letters", {right.without("Upgrade").with("upgrade: websocket").bytes()});
    opens(list, "Connection is a list", {right.instead("Connection: keep-alive, Upgrade").bytes()});
    opens(list, "with fields of others", {right.with("Server: x").with("Date: today").bytes()});
    opens(list, "no subprotocol", {right.without("Sec-WebSocket-Protocol").bytes()}).speaksSnug = false;
    addBehindTheHead(list, right.bytes());

    refused(list, "200", right.starting("HTTP/1.1 200 OK"));
    refused(list, "301", right.starting("HTTP/1.1 301 Moved").with("Location: /elsewhere"));
    refused(list, "400", right.starting("HTTP/1.1 400 Bad Request").with("Sec-WebSocket-Version: 13"));
    refused(list, "403", right.starting("HTTP/1.1 403 Forbidden"));
    refused(list, "503", right.starting("HTTP/1.1 503 Service Unavailable"));
    refused(list, "HTTP/1.0", right.starting("HTTP/1.0 101 Switching Protocols"));
    refused(list, "not HTTP", right.starting("SSH-2.0-OpenSSH"));
    refused(list, "no Upgrade", right.without("Upgrade"));
    refused(list, "another Upgrade", right.instead("Upgrade: h2c"));
    refused(list, "no Connection", right.without("Connection"));
    refused(list, "another Connection", right.instead("Connection: close"));
    refused(list, "no accept", right.without("Sec-WebSocket-Accept"));
    refused(list, "wrong accept", right.instead("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    refused(list, "empty accept", right.instead("Sec-WebSocket-Accept: "));
    refused(list, "an extension that nobody asked for",
            right.with("Sec-WebSocket-Extensions: permessage-deflate"));
    refused(list, "a subprotocol that nobody asked for", right.instead("Sec-WebSocket-Protocol: other"));
    refused(list, "too long a head", right.with("X-Long: " + QByteArray(9000, 'x')));
    refused(list, "too many fields",
            right.with(("X: " + QByteArray(80, 'x') + "\r\n").repeated(200).chopped(2)));
    Case& nothing = list.add("none, then hanging up", {}).refuses();
    nothing.opening = {""};
    Case& half = list.add("half, then hanging up", {}).refuses();
    half.opening = {right.bytes().first(60)};
}

}  // namespace

void addHandshakes(CaseList& list)
{
    if (list.forServer()) {
        addRequests(list);
    } else {
        addAnswers(list);
    }
}

}  // namespace snug::websocket::test
