// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

struct redisReply;

namespace snug::store {

// What Redis answered, as a value: hiredis owns its own only while it calls back.
struct RedisReply {
    enum class Kind { Nil, Integer, Text, Array, Error };

    Kind kind = Kind::Nil;
    qint64 integer = 0;
    QByteArray text;                // of Text (status lines too) and Error
    std::vector<RedisReply> items;  // of Array

    bool isError() const { return kind == Kind::Error; }
    // An item of an array; one that is not there reads as Nil.
    const RedisReply& at(std::size_t index) const
    {
        static const RedisReply nothing;
        return index < items.size() ? items[index] : nothing;
    }
    // An integer, or text that is one; 0 for anything else.
    qint64 number() const { return kind == Kind::Integer ? integer : text.toLongLong(); }
    QString string() const { return QString::fromUtf8(text); }
};

RedisReply toValue(const redisReply& reply);

// A command: its name and arguments.
using RedisCommand = std::vector<QByteArray>;

}  // namespace snug::store
