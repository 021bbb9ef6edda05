// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStandardItem>

#include "ui/roles.h"

namespace snug::test {

struct SampleMessage {
    QString text;
    QString author = QStringLiteral("grace");
    bool own = false;
    ui::MessageState state = ui::MessageState::Stored;
    bool first = true;
    QString nonce = {};
};

inline QStandardItem* messageRow(const SampleMessage& message)
{
    auto* item = new QStandardItem;
    item->setData(static_cast<int>(ui::TimelineKind::Message), ui::TimelineRole::Kind);
    item->setData(message.author, ui::TimelineRole::Author);
    item->setData(message.author, ui::TimelineRole::AuthorId);
    item->setData(message.text, ui::TimelineRole::Text);
    item->setData(QDateTime::currentDateTime(), ui::TimelineRole::At);
    item->setData(message.own, ui::TimelineRole::Own);
    item->setData(static_cast<int>(message.state), ui::TimelineRole::State);
    item->setData(message.first, ui::TimelineRole::FirstOfGroup);
    item->setData(message.nonce, ui::TimelineRole::Nonce);
    item->setData(message.author + QStringLiteral(": ") + message.text, Qt::AccessibleTextRole);
    return item;
}

inline QStandardItem* separatorRow(ui::TimelineKind kind)
{
    auto* item = new QStandardItem;
    item->setData(static_cast<int>(kind), ui::TimelineRole::Kind);
    item->setData(QDateTime::currentDateTime(), ui::TimelineRole::At);
    return item;
}

inline QStandardItem* roomRow(const QString& name, bool joined, int unread = 0)
{
    auto* item = new QStandardItem;
    item->setData(name, ui::RoomRole::Name);
    item->setData(joined, ui::RoomRole::Joined);
    item->setData(unread, ui::RoomRole::Unread);
    item->setData(3, ui::RoomRole::MemberCount);
    item->setData(name, Qt::AccessibleTextRole);
    return item;
}

inline QStandardItem* personRow(const QString& nick, bool away = false, bool typing = false)
{
    auto* item = new QStandardItem;
    item->setData(nick, ui::PersonRole::Nick);
    item->setData(nick, ui::PersonRole::UserId);
    item->setData(away, ui::PersonRole::Away);
    item->setData(typing, ui::PersonRole::Typing);
    return item;
}

// A result of a search for `word`, as far as it stands in the text.
inline QStandardItem* foundRow(const QString& text, const QString& word = {}, qulonglong seq = 1,
                               const QString& author = QStringLiteral("grace"))
{
    auto* item = new QStandardItem;
    item->setData(static_cast<int>(ui::TimelineKind::Message), ui::SearchRole::Kind);
    item->setData(author, ui::SearchRole::Author);
    item->setData(author, ui::SearchRole::AuthorId);
    item->setData(text, ui::SearchRole::Text);
    item->setData(QDateTime::currentDateTime(), ui::SearchRole::At);
    item->setData(seq, ui::SearchRole::Seq);
    ui::TextSpans found;
    for (qsizetype at = text.indexOf(word); at >= 0 && !word.isEmpty(); at = text.indexOf(word, at + 1)) {
        found.append({static_cast<int>(at), static_cast<int>(word.size())});
    }
    item->setData(QVariant::fromValue(found), ui::SearchRole::Found);
    item->setData(author + QStringLiteral(": ") + text, Qt::AccessibleTextRole);
    return item;
}

inline QStandardItem* serverRow(const QString& name, const QString& address)
{
    auto* item = new QStandardItem;
    item->setData(name, ui::ServerRole::Name);
    item->setData(address, ui::ServerRole::Address);
    item->setData(QDateTime::currentDateTime(), ui::ServerRole::LastUsed);
    return item;
}

}  // namespace snug::test
