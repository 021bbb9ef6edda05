// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/admin_words.h"

namespace snug::protocol::wire {

// The fields of everything that administration says, told once for both directions: `io` is an AdminReader or
// an AdminWriter, `value` what it fills or writes; the pointer, always null, says which type it is of, const
// or not. Inside of the codec only.

// ---- values

template <class Io>
void describe(Io& io, auto& value, const admin::Sample*)
{
    io.field("at", value.at);
    io.field("connections", value.connections);
    io.field("people", value.people);
    io.field("rooms", value.rooms);
    io.field("messages_in", value.messagesIn);
    io.field("messages_out", value.messagesOut);
    io.field("delivery_p50", value.deliverySecondsP50);
    io.field("delivery_p99", value.deliverySecondsP99);
    io.field("commit", value.commitSeconds);
    io.field("cpu", value.cpu);
    io.field("memory_bytes", value.memoryBytes);
    io.field("backlog_bytes", value.backlogBytes);
    io.field("errors", value.errors);
}

template <class Io>
void describe(Io& io, auto& value, const ServerInfo*)
{
    io.field("name", value.name);
    io.field("version", value.version);
}

template <class Io>
void describe(Io& io, auto& value, const Person*)
{
    io.field("user", value.user);
    io.field("nick", value.nick);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Probe*)
{
    io.field("name", value.name);
    io.word("status", value.status);
    io.field("value", value.value);
    io.field("unit", value.unit);
    io.field("reason", value.reason);
    io.field("at", value.at);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Connection*)
{
    io.mark("id", value.id);
    io.field("user", value.user);
    io.field("nick", value.nick);
    io.field("address", value.address);
    io.field("client", value.client);
    io.field("rooms", value.rooms);
    io.field("round_trip", value.roundTripSeconds);
    io.field("frames_in", value.framesIn);
    io.field("frames_out", value.framesOut);
    io.field("bytes_in", value.bytesIn);
    io.field("bytes_out", value.bytesOut);
    io.field("backlog_bytes", value.backlogBytes);
    io.field("idle", value.idleSeconds);
    io.field("tls", value.tls);
    io.field("rate_limited", value.rateLimited);
    io.field("since", value.since);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Frame*)
{
    io.field("at", value.at);
    io.field("out", value.out);
    io.field("word", value.word);
    io.field("bytes", value.bytes);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Room*)
{
    io.field("room", value.name);
    io.field("topic", value.topic);
    io.field("members", value.members);
    io.field("messages", value.messagesPerSecond);
    io.field("entries", value.entries);
    io.field("stored_bytes", value.storedBytes);
    io.field("keep", value.keep);
    io.field("retain_days", value.retainDays);
    io.field("retain_messages", value.retainMessages);
    io.field("locked", value.locked);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Sanction*)
{
    io.field("id", value.id);
    io.word("kind", value.kind);
    io.word("subject", value.subject);
    io.field("pattern", value.pattern);
    io.field("reason", value.reason);
    io.field("by", value.by);
    io.field("at", value.at);
    io.field("until", value.until);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Audit*)
{
    io.field("at", value.at);
    io.object("by", value.by);
    io.field("address", value.address);
    io.field("action", value.action);
    io.field("target", value.target);
    io.field("detail", value.detail);
    io.field("result", value.result);
}

template <class Io>
void describe(Io& io, auto& value, const admin::LogLine*)
{
    io.field("at", value.at);
    io.field("level", value.level);
    io.field("category", value.category);
    io.field("text", value.text);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Setting*)
{
    io.field("name", value.name);
    io.field("value", value.value);
    io.field("standard", value.standard);
    io.field("description", value.description);
    io.field("changeable", value.changeable);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Instance*)
{
    io.field("id", value.id);
    io.field("name", value.name);
    io.field("address", value.address);
    io.field("version", value.version);
    io.field("connections", value.connections);
    io.field("capacity", value.capacity);
    io.field("lag", value.lagSeconds);
    io.field("draining", value.draining);
    io.field("since", value.since);
}

// ---- commands

template <class Io>
void describe(Io& io, auto& value, const admin::Claim*)
{
    io.field("code", value.code);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Watch*)
{
    io.optional("overview", value.overview);
    io.optional("connections", value.connections);
    io.optional("rooms", value.rooms);
    io.optional("instances", value.instances);
    io.optional("log", value.log);
    io.optionalMark("recorded", value.recorded);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Kick*)
{
    io.mark("connection", value.connection);
    io.optional("reason", value.reason);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Notify*)
{
    io.optionalMark("connection", value.connection);
    io.field("text", value.text);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Impose*)
{
    io.word("kind", value.kind);
    io.word("subject", value.subject);
    io.field("pattern", value.pattern);
    io.optional("reason", value.reason);
    io.optional("minutes", value.minutes);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Lift*)
{
    io.field("sanction", value.id);  // "id" is the command's number
}

template <class Io>
void describe(Io&, auto&, const admin::ListSanctions*)
{
}

template <class Io>
void describe(Io& io, auto& value, const admin::LockRoom*)
{
    io.field("room", value.room);
    io.field("locked", value.locked);
}

template <class Io>
void describe(Io& io, auto& value, const admin::ClearRoom*)
{
    io.field("room", value.room);
}

template <class Io>
void describe(Io& io, auto& value, const admin::DeleteRoom*)
{
    io.field("room", value.room);
}

template <class Io>
void describe(Io& io, auto& value, const admin::ReadRoom*)
{
    io.field("room", value.room);
    io.optional("after", value.after);
    io.optional("limit", value.limit);
}

template <class Io>
void describe(Io& io, auto& value, const admin::ListAudit*)
{
    io.optional("limit", value.limit);
}

template <class Io>
void describe(Io&, auto&, const admin::ListSettings*)
{
}

template <class Io>
void describe(Io& io, auto& value, const admin::ChangeSetting*)
{
    io.field("name", value.name);
    io.field("value", value.value);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Drain*)
{
    io.field("instance", value.instance);
    io.field("draining", value.draining);
}

// ---- answers

template <class Io>
void describe(Io& io, auto& value, const admin::Granted*)
{
    io.word("role", value.role);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Watching*)
{
    io.object("server", value.server);
    io.field("store", value.store);
    io.field("since", value.since);
    io.list("minute", value.minute);
    io.list("hour", value.hour);
    io.list("day", value.day);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Sanctioned*)
{
    io.object("sanction", value.sanction);
}

template <class Io>
void describe(Io& io, auto& value, const admin::SanctionList*)
{
    io.list("sanctions", value.sanctions);
}

template <class Io>
void describe(Io& io, auto& value, const admin::AuditPage*)
{
    io.list("entries", value.entries);
}

template <class Io>
void describe(Io& io, auto& value, const admin::SettingsPage*)
{
    io.list("settings", value.settings);
    io.field("kept", value.kept);
}

// ---- pushes

template <class Io>
void describe(Io& io, auto& value, const admin::Overview*)
{
    io.object("now", value.now);
    io.object("hour", value.hour);
    io.object("day", value.day);
    io.field("capacity_used", value.capacityUsed);
    io.field("instances", value.instances);
    io.word("health", value.health);
    io.list("probes", value.probes);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Connections*)
{
    io.list("rows", value.rows);
    io.marks("gone", value.gone);
    io.field("whole", value.whole);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Rooms*)
{
    io.list("rows", value.rows);
    io.names("gone", value.gone);
    io.field("whole", value.whole);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Instances*)
{
    io.list("rows", value.rows);
    io.field("mine", value.mine);
}

template <class Io>
void describe(Io& io, auto& value, const admin::LogLines*)
{
    io.list("lines", value.lines);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Record*)
{
    io.mark("connection", value.connection);
    io.list("frames", value.frames);
}

template <class Io>
void describe(Io& io, auto& value, const admin::Changed*)
{
    io.optional("sanctions", value.sanctions);
    io.optional("audit", value.audit);
    io.optional("settings", value.settings);
}

}  // namespace snug::protocol::wire
