// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/search_model.h"

#include <QDateTime>
#include <QLocale>

#include "protocol/search_words.h"

namespace snug::models {

using client::RoomSearch;
using ui::SearchRole::Role;

namespace {

QDateTime timeOf(const protocol::LogEntry& entry)
{
    return QDateTime::fromMSecsSinceEpoch(entry.at.time_since_epoch().count());
}

// For screen readers: who, when, what.
QString spoken(const protocol::LogEntry& entry)
{
    const QString when = QLocale().toString(timeOf(entry), QLocale::ShortFormat);
    return entry.kind == protocol::EntryKind::Topic
               ? SearchModel::tr("%1 set the topic, %2: %3").arg(entry.from.nick, when, entry.text)
               : SearchModel::tr("%1, %2: %3").arg(entry.from.nick, when, entry.text);
}

}  // namespace

SearchModel::SearchModel(const RoomSearch& search, QObject* parent)
    : QAbstractListModel(parent)
    , search_(search)
{
    connect(&search, &RoomSearch::found, this, &SearchModel::insert);
    connect(&search, &RoomSearch::cleared, this, &SearchModel::removeAll);
    if (!search.results().isEmpty()) {
        insert(0, static_cast<int>(search.results().size()));
    }
}

void SearchModel::insert(int first, int count)
{
    beginInsertRows({}, first, first + count - 1);
    for (const protocol::LogEntry& entry : search_.results().mid(first, count)) {
        ui::TextSpans found;
        for (const protocol::WordSpan& span : protocol::foundWords(entry.text, search_.words())) {
            found.append({static_cast<int>(span.start), static_cast<int>(span.length)});
        }
        rows_.append({entry, found});
    }
    endInsertRows();
}

void SearchModel::removeAll()
{
    beginRemoveRows({}, 0, static_cast<int>(rows_.size()) - 1);
    rows_.clear();
    endRemoveRows();
}

int SearchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant SearchModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = rows_.at(index.row());
    switch (role) {
        case Role::Kind:
            return static_cast<int>(row.entry.kind == protocol::EntryKind::Topic ? ui::TimelineKind::Topic
                                                                                 : ui::TimelineKind::Message);
        case Role::Author:
            return row.entry.from.nick;
        case Role::AuthorId:
            return row.entry.from.user;
        case Qt::DisplayRole:
        case Role::Text:
            return row.entry.text;
        case Role::At:
            return timeOf(row.entry);
        case Role::Seq:
            return row.entry.seq;
        case Role::Found:
            return QVariant::fromValue(row.found);
        case Qt::AccessibleTextRole:
            return spoken(row.entry);
        default:
            return {};
    }
}

QHash<int, QByteArray> SearchModel::roleNames() const
{
    return {{Role::Kind, "kind"},  {Role::Author, "author"}, {Role::AuthorId, "authorId"},
            {Role::Text, "text"},  {Role::At, "at"},         {Role::Seq, "seq"},
            {Role::Found, "found"}};
}

}  // namespace snug::models
