// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QVector>
#include <algorithm>

#include "client/row_signals.h"
#include "protocol/admin_events.h"

namespace snug::client {

// Rows that are known by one of their members, kept as the server tells them: a table of the administration.
// GUI thread. Each change is told as small as it is, so that who looks at a row goes on looking at it. New
// rows come at the end. Bound: kMost rows, further ones are not kept.
template <class Row, auto Member>
class KeyedRows final : public RowSignals {
public:
    using Key = std::decay_t<decltype(std::declval<const Row&>().*Member)>;
    static constexpr int kMost = 20'000;

    using RowSignals::RowSignals;

    const QVector<Row>& rows() const { return rows_; }
    const Row* find(const Key& key) const
    {
        const int place = placeOf(key);
        return place < 0 ? nullptr : &rows_.at(place);
    }

    // One frame of a table that is told in frames. After `whole` all rows come anew, in full frames but for
    // the last: what is in none of them goes then.
    void apply(const QVector<Row>& rows, QVector<Key> gone, bool whole)
    {
        if (whole) {
            for (const Row& row : std::as_const(rows_)) {
                stale_.insert(row.*Member);
            }
        }
        for (const Row& row : rows) {
            stale_.remove(row.*Member);
        }
        if (rows.size() < protocol::admin::kRows) {
            for (const Key& key : std::exchange(stale_, {})) {
                gone.append(key);
            }
        }
        remove(gone);
        put(rows);
    }

    // These, in this order, and no others.
    void setAll(const QVector<Row>& rows)
    {
        QSet<Key> wanted;
        for (const Row& row : rows) {
            wanted.insert(row.*Member);
        }
        QVector<Key> gone;
        for (const Row& row : std::as_const(rows_)) {
            if (!wanted.contains(row.*Member)) {
                gone.append(row.*Member);
            }
        }
        remove(gone);
        for (qsizetype i = 0; i < std::min<qsizetype>(kMost, rows.size()); ++i) {
            settle(static_cast<int>(i), rows.at(i));
        }
    }

    // What is known of these rows; others stay, and new ones come at the end.
    void put(const QVector<Row>& rows)
    {
        QVector<int> changed;
        QVector<Row> fresh;
        QHash<Key, qsizetype> freshPlaces;
        for (const Row& row : rows) {
            const int place = placeOf(row.*Member);
            if (place >= 0) {
                if (rows_.at(place) != row) {
                    rows_[place] = row;
                    changed.append(place);
                }
            } else if (const auto twice = freshPlaces.constFind(row.*Member); twice != freshPlaces.cend()) {
                fresh[*twice] = row;
            } else if (rows_.size() + fresh.size() < kMost) {
                freshPlaces.insert(row.*Member, fresh.size());
                fresh.append(row);
            }
        }
        forEachRun(std::move(changed), [this](int first, int last) { Q_EMIT this->changed(first, last); });
        insert(static_cast<int>(rows_.size()), fresh);
    }

    void clear()
    {
        stale_.clear();
        if (!rows_.isEmpty()) {
            removeRun(0, static_cast<int>(rows_.size()) - 1);
        }
    }

private:
    // Runs of neighbours, the last first.
    template <class Do>
    static void forEachRun(QVector<int> places, Do run)
    {
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        for (qsizetype end = places.size(); end > 0;) {
            qsizetype begin = end - 1;
            while (begin > 0 && places.at(begin - 1) == places.at(begin) - 1) {
                --begin;
            }
            run(places.at(begin), places.at(end - 1));
            end = begin;
        }
    }

    void remove(const QVector<Key>& keys)
    {
        QVector<int> places;
        for (const Key& key : keys) {
            if (const int place = placeOf(key); place >= 0) {
                places.append(place);
            }
        }
        forEachRun(std::move(places), [this](int first, int last) { removeRun(first, last); });
    }

    void removeRun(int first, int last)
    {
        Q_EMIT removing(first, last);
        rows_.remove(first, last - first + 1);
        indexed_ = false;
        Q_EMIT removed();
    }

    void insert(int at, const QVector<Row>& rows)
    {
        if (rows.isEmpty()) {
            return;
        }
        Q_EMIT inserting(at, at + static_cast<int>(rows.size()) - 1);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            rows_.insert(at + i, rows.at(i));
        }
        indexed_ = false;
        Q_EMIT inserted();
    }

    // All before `at` is as it should be.
    void settle(int at, const Row& row)
    {
        const int place = placeOf(row.*Member);
        if (place == at) {
            if (rows_.at(at) != row) {
                rows_[at] = row;
                Q_EMIT changed(at, at);
            }
            return;
        }
        if (place > at) {
            removeRun(place, place);
        } else if (place >= 0) {
            return;  // told twice
        }
        insert(at, {row});
    }

    int placeOf(const Key& key) const
    {
        if (!indexed_) {
            places_.clear();
            for (int i = 0; i < rows_.size(); ++i) {
                places_.insert(rows_.at(i).*Member, i);
            }
            indexed_ = true;
        }
        return places_.value(key, -1);
    }

    QVector<Row> rows_;
    QSet<Key> stale_;  // were there before a whole telling that is under way
    // Made again when first asked for after rows came or went.
    mutable QHash<Key, int> places_;
    mutable bool indexed_ = false;
};

}  // namespace snug::client
