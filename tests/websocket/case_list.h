// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "websocket/cases.h"

namespace snug::websocket::test {

// What a group of cases is written with: frames as this side's far end sends them, and messages that both
// sides hand on.
class CaseList {
public:
    explicit CaseList(Side tested)
        : tested_(tested)
    {
    }

    bool forServer() const { return tested_ == Side::Server; }
    qint64 limit() const { return forServer() ? kServerTakes : kClientTakes; }

    void group(const QByteArray& name) { group_ = name; }
    Case& add(const QByteArray& name, const QByteArrayList& writes);

    Mask mask() const { return forServer() ? Mask(kUsualMask) : std::nullopt; }
    Mask wrongMask() const { return forServer() ? std::nullopt : Mask(kUsualMask); }
    QByteArray frame(quint8 first, const QByteArray& payload = {},
                     LengthForm form = LengthForm::Shortest) const
    {
        return rawFrame(first, payload, mask(), form);
    }
    QByteArray header(quint8 first, quint64 length, LengthForm form = LengthForm::Shortest) const
    {
        return rawHeader(first, length, mask(), form);
    }
    QByteArray text(const QByteArray& payload) const { return frame(kFinalText, payload); }

    std::vector<Case> take() { return std::move(cases_); }

private:
    const Side tested_;
    QByteArray group_;
    std::vector<Case> cases_;
};

// A message in which `text` stands as it is: a command that the server decodes. No quotes or backslashes in
// it.
QByteArray saying(const QByteArray& text);
// A message of exactly so many bytes: a command if it is long enough to be one.
QByteArray messageOf(qsizetype size);
// `bytes` in two, at every place where it can be cut; the ends too.
std::vector<std::pair<QByteArray, QByteArray>> cutsOf(const QByteArray& bytes);

// The groups, file by file.
void addFraming(CaseList& list);     // lengths, masks, reserved bits, opcodes
void addMessages(CaseList& list);    // fragments, controls between them, floods
void addUtf8(CaseList& list);        // valid, broken, split
void addClosing(CaseList& list);     // codes, reasons, half frames, what comes after a close
void addLimits(CaseList& list);      // large messages, and too large ones
void addHandshakes(CaseList& list);  // requests and answers, right and wrong

}  // namespace snug::websocket::test
