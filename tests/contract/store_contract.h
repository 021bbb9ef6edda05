// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "contract/store_harness.h"

namespace snug::contract {

// Everything that store.h and operations.h promise, asked of one back-end. Run it with QTest::qExec.
class StoreContract : public QObject {
    Q_OBJECT

public:
    explicit StoreContract(Backend backend)
        : backend_(std::move(backend))
    {
    }

private Q_SLOTS:
    void init();
    void cleanup();

    void entriesAreCountedWithoutGap();
    void timeNeverGoesBack();
    void sameNonceIsOneEntry();
    void nonceBelongsToUserAndRoom();
    void nonceIsRemembered();
    void everyTextComesBackAsItWas();
    void topicEntryChangesTheRoom();

    void roomIsMadeWhenAskedFor();
    void roomIsMadeOnceOnly();
    void roomsAreBounded();
    void roomsAreListedByCodePoint();
    void dropLeavesKeptRoomsAlone();

    void readGivesTheRange_data();
    void readGivesTheRange();
    void readSeesTheSameBatch();

    void answersComeInOrder();
    void feedComesBeforeTheAnswer();
    void refusalFailsNothingElse();
    void closingLeavesNothingUnanswered();

    void sessionsAreFound();
    void probeAnswers();

    void namesBelongToThoseHere();
    void whoIsNotNamedIsGone();
    void nobodyIsElsewhere();
    void serverIsListedAsItToldLast();

    void offTheRecordRoomIsForgotten();
    void livesOfANameAreFedInTurn();
    void offTheRecordSharesNamesAndBound();
    void keptIsThereAfterReopen();
    void randomOperationsAgreeWithTheModel();

    // Search, before and after upkeep.
    void searchFindsWords_data();
    void searchFindsWords();
    void searchGoesOnInParts_data();
    void searchGoesOnInParts();
    void searchStopsAtItsLimit();
    void searchKnowsOneRoomOnly();
    void trimmedIsNotFound();
    void foundAfterReopen();

    // Upkeep: retention, and moving to another store.
    void trimKeepsTheNewest();
    void trimGoesByAge();
    void trimLetsGoByEitherRule();
    void trimIsBoundedAndGoesOn();
    void trimLeavesOffTheRecordAlone();
    void trimmedNoncesAreKnown();
    void importTakesOverAsItIs();
    void importGoesOnWhereItStopped();
    void importLeavesNoGap();
    void importRefusesAnotherRoom();
    void importRemembersNonces();
    void sessionsAreListed();

    // Administration.
    void factsAreKept();
    void factIsPutAsExpected();
    void factsOfAnyBytesComeBack();
    void factsAreBounded();
    void keptRoomIsDroppedForGood();
    void droppedLeavesOthersAlone();
    void clearedRoomBeginsAnew_data();
    void clearedRoomBeginsAnew();
    void clearedIsAnotherLog();
    void takenOverAgainIsAnotherLife();
    void roomsAreMeasured_data();
    void roomsAreMeasured();
    void whatGoesIsNotMeasured();
    void measuringIsBounded();

private:
    void fill(const QString& room, int entries);

    const Backend backend_;
    std::unique_ptr<StoreHarness> store_;
};

}  // namespace snug::contract
