// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QLocale>

#include "client/room_text.h"

namespace snug::client {

namespace {

using namespace Qt::StringLiterals;

// The policy of the page forbids what the page does not have: even a text that slipped through could do
// nothing.
constexpr auto kHead = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%1</title>
<style>
:root { color-scheme: light dark; --text: #1d2430; --dim: #667085; --line: #e3e7ee; --page: #ffffff; --name: #2557b7; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ef; --dim: #98a2b3; --line: #2c3442; --page: #161a21; --name: #8db4ff; }
}
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem 4rem; background: var(--page); color: var(--text);
       font: 1rem/1.5 system-ui, sans-serif; }
header { border-bottom: 1px solid var(--line); padding-bottom: 1rem; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: .875rem; font-weight: 600; color: var(--dim); margin: 2rem 0 .5rem; padding-bottom: .25rem;
     border-bottom: 1px solid var(--line); }
header p, time, .topic { color: var(--dim); }
header p { margin: .25rem 0 0; overflow-wrap: anywhere; }
.entry { margin: .5rem 0; }
.entry b { color: var(--name); overflow-wrap: anywhere; }
time { font-size: .8125rem; margin-left: .5rem; white-space: nowrap; }
.text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { h2 { break-after: avoid; } .entry { break-inside: avoid; } }
</style>
</head>
<body>
<header>
<h1 dir="auto">%1</h1>
)";

QString escaped(const QString& text)
{
    return text.toHtmlEscaped();
}

QDateTime toLocal(base::WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

QString timeTag(const QDateTime& at)
{
    return u"<time datetime=\"%1\">%2</time>"_s.arg(
        at.toUTC().toString(Qt::ISODateWithMs), escaped(QLocale().toString(at.time(), QLocale::ShortFormat)));
}

QString toHtml(const protocol::LogEntry& entry)
{
    const QString time = timeTag(toLocal(entry.at));
    const QString name = u"<b dir=\"auto\">"_s + escaped(entry.from.nick) + u"</b>"_s;
    const QString text = escaped(entry.text);
    // Not by arg(): what people write may have a %1 in it.
    return entry.kind == protocol::EntryKind::Topic
               ? u"<div class=\"entry topic\">"_s + name + u" set the topic: <span dir=\"auto\">"_s + text +
                     u"</span>"_s + time + u"</div>\n"_s
               : u"<div class=\"entry\">"_s + name + time + u"<p class=\"text\" dir=\"auto\">"_s + text +
                     u"</p></div>\n"_s;
}

}  // namespace

QByteArray RoomAsHtml::begin(const protocol::admin::Room& room, base::WallTime now)
{
    QString out = QString::fromLatin1(kHead).replace(u"%1"_s, escaped(room.name));
    if (!room.topic.isEmpty()) {
        out += u"<p dir=\"auto\">"_s + escaped(room.topic) + u"</p>\n"_s;
    }
    out += u"<p>Exported on %1</p>\n</header>\n<main>\n"_s.arg(
        escaped(QLocale().toString(toLocal(now), QLocale::LongFormat)));
    return out.toUtf8();
}

QByteArray RoomAsHtml::entries(const QVector<protocol::LogEntry>& entries)
{
    QString out;
    for (const protocol::LogEntry& entry : entries) {
        const QDate day = toLocal(entry.at).date();
        if (std::exchange(day_, day) != day) {
            out += u"<h2>"_s + escaped(QLocale().toString(day, QLocale::LongFormat)) + u"</h2>\n"_s;
        }
        out += toHtml(entry);
    }
    return out.toUtf8();
}

QByteArray RoomAsHtml::end()
{
    return "</main>\n</body>\n</html>\n";
}

}  // namespace snug::client
