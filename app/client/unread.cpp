// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/unread.h"

namespace snug::client {

void Unread::joined(const protocol::Position& head)
{
    if (readTo_.epoch.isEmpty()) {
        readTo_ = head;
    } else if (readTo_.epoch != head.epoch) {
        readTo_ = {head.epoch, 0};
        newFrom_ = 0;
    }
    readTo_.seq = std::min(readTo_.seq, head.seq);
}

void Unread::added(const protocol::LogEntry& entry, bool own, bool mentions, bool live)
{
    if (entry.seq <= readTo_.seq) {
        return;
    }
    const bool counts = entry.kind == protocol::EntryKind::Message && !own;
    if (count_ == 0 && (!counts || (reading_ && live))) {
        readTo_.seq = entry.seq;
        return;
    }
    if (counts) {
        setCount(count_ + 1, mentioned_ || mentions);
    }
}

void Unread::readAll(quint64 head)
{
    readTo_.seq = std::max(readTo_.seq, head);
    count_ = 0;
    mentioned_ = false;
}

void Unread::setReading(bool reading, quint64 head)
{
    if (reading) {
        readAll(head);
    } else if (reading_) {
        newFrom_ = count_ > 0 ? newFrom_ : 0;
    }
    reading_ = reading;
}

void Unread::setCount(int count, bool mentioned)
{
    if (count > 0 && count_ == 0) {
        newFrom_ = readTo_.seq + 1;
    }
    count_ = count;
    mentioned_ = mentioned;
}

bool mentions(const QString& text, const QString& nick)
{
    if (nick.isEmpty()) {
        return false;
    }
    const auto isWord = [&text](qsizetype at) {
        return at >= 0 && at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at) == u'_');
    };
    qsizetype at = text.indexOf(nick, 0, Qt::CaseInsensitive);
    while (at >= 0) {
        if (!isWord(at - 1) && !isWord(at + nick.size())) {
            return true;
        }
        at = text.indexOf(nick, at + 1, Qt::CaseInsensitive);
    }
    return false;
}

}  // namespace snug::client
