// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <random>
#include <vector>

#include "contract/store_harness.h"

namespace snug::contract {

// The seed of a random test: SNUG_TEST_SEED, or a new one. Printed, so that a failure can be run again.
quint64 testSeed();

// Makes up operations that meet each other: few rooms, users, nonces and sessions.
class RandomOperations {
public:
    RandomOperations(quint64 seed, const Backend& backend);

    store::Operation next();
    int below(int bound) { return static_cast<int>(random_() % static_cast<quint64>(bound)); }

private:
    static const QStringList& names();
    QString room();
    store::Append append();
    store::OpenRoom open();
    store::Read read();
    store::Search search();
    store::Trim trim();
    store::Import takeOver();
    store::Operation fact();

    std::mt19937_64 random_;
    const bool offTheRecord_;
    const bool exactBound_;
    qint64 clockMs_ = 1'000'000;
    qint64 latestMs_ = 0;
    int imported_ = 0;
};

// Epochs are random: two answers agree when the same ones stand in the same places.
class EpochBook {
public:
    // Whether the epoch of the model and that of the store are, or may become, the same life of a log.
    bool agree(const QString& model, const QString& store);

private:
    QMap<QString, QString> storeOf_;
    QMap<QString, QString> modelOf_;
};

// Whether two answers are the same but for the random text of epochs and the reasons of errors.
bool agree(const store::Result<store::Outcome>& model, const store::Result<store::Outcome>& store,
           EpochBook& epochs);

}  // namespace snug::contract
