// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/jump_hash.h"

namespace snug::store {

namespace {

quint64 hashOf(const QByteArray& key)
{
    quint64 hash = 14'695'981'039'346'656'037U;
    for (const char byte : key) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211U;
    }
    // FNV leaves the high bits of short keys alike; these are what the jumps are made of.
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdU;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53U;
    return hash ^ (hash >> 33);
}

}  // namespace

int jumpHash(const QByteArray& key, int servers)
{
    quint64 hash = hashOf(key);
    qint64 bucket = 0;
    for (qint64 next = 0; next < servers;) {
        bucket = next;
        hash = hash * 2'862'933'555'777'941'757U + 1;
        next = static_cast<qint64>(static_cast<double>(bucket + 1) *
                                   (static_cast<double>(1LL << 31) / static_cast<double>((hash >> 33) + 1)));
    }
    return static_cast<int>(bucket);
}

}  // namespace snug::store
