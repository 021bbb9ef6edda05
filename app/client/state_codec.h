// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

#include "client/archive.h"
#include "client/outgoing.h"
#include "client/server_address.h"

namespace snug::client {

// Between what is kept on disk and its files: JSON with a version. Pure, any thread. Decoding answers nothing
// for what it does not fully understand; the file is then moved aside, never guessed at or written over.
inline constexpr int kStateVersion = 1;

// The files of one server, named after its address: <folder>/<name of the server>.<what>.json
QString stateFilePath(const QString& folder, const ServerAddress& server, const QString& what);

QByteArray encodeOutbox(const ServerAddress& server, const QVector<Outgoing>& messages);
std::optional<QVector<Outgoing>> decodeOutbox(const QByteArray& bytes);

QByteArray encodeMemory(const ServerAddress& server, const ServerMemory& memory);
std::optional<ServerMemory> decodeMemory(const QByteArray& bytes);

}  // namespace snug::client
