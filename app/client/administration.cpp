// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/administration.h"

namespace snug::client {

using namespace protocol::admin;
using What = AdminDeed::What;

namespace {

// As people copy it from a terminal or read it out.
QString canonicalCode(const QString& code)
{
    return code.simplified().remove(u' ').toUpper();
}

}  // namespace

Administration::Administration(Session& session, Backoff::Random random, QObject* parent)
    : QObject(parent)
    , session_(session)
    , random_(random)
    , errands_(session, Backoff(session.timing().retry, random))
    , watch_(Backoff(session.timing().retry, random),
             asking<Watch>([this] { return asked_ = interest_.live; }, &Administration::onWatching))
    , sanctionList_(Backoff(session.timing().retry, random),
                    asking<ListSanctions>([] { return ListSanctions{}; }, &Administration::onSanctions))
    , auditPage_(
          Backoff(session.timing().retry, random),
          asking<ListAudit>([] { return ListAudit{.limit = AuditTrail::kMost}; }, &Administration::onAudit))
    , settingsPage_(Backoff(session.timing().retry, random),
                    asking<ListSettings>([] { return ListSettings{}; }, &Administration::onSettings))
{
    connect(&session, &Session::welcomed, this, &Administration::onWelcome);
    connect(&session, &Session::pushed, this, &Administration::onPush);
    connect(&session, &Session::stateChanged, this, [this](const ConnectionState& state) {
        if (state.phase != ConnectionPhase::Online) {
            stop();
        }
    });
}

template <class Command>
KeptAnswer::Ask Administration::asking(std::function<Command()> make,
                                       void (Administration::*onAnswer)(const AnswerOf<Command>&))
{
    return [this, make = std::move(make), onAnswer](KeptAnswer::Done done) {
        session_.ask(make(), this,
                     [this, onAnswer, done = std::move(done)](const Outcome<AnswerOf<Command>>& outcome) {
                         if (outcome) {
                             (this->*onAnswer)(*outcome);
                         }
                         done(outcome ? std::nullopt : std::optional(outcome.error()));
                     });
    };
}

void Administration::onWelcome(const protocol::Welcome& welcome)
{
    setRole(welcome.role);
    renewAll();
}

void Administration::setRole(protocol::Role role)
{
    if (std::exchange(role_, role) != role) {
        Q_EMIT roleChanged(role);
    }
}

void Administration::renewAll()
{
    if (!mayAdminister() || !session_.isOnline()) {
        return;
    }
    if (interest_.live != asked_) {
        log_.expectRepeats();
        watch_.renew();
    }
    if (interest_.sanctions) {
        sanctionList_.renew();
    }
    if (interest_.audit) {
        auditPage_.renew();
    }
    if (interest_.settings) {
        settingsPage_.renew();
    }
}

void Administration::stop()
{
    asked_ = {};
    watch_.stop();
    sanctionList_.stop();
    auditPage_.stop();
    settingsPage_.stop();
}

void Administration::lookAt(const Interest& interest)
{
    const Interest before = std::exchange(interest_, interest);
    record_.lookAt(interest.live.recorded);
    if (!mayAdminister() || !session_.isOnline()) {
        return;
    }
    if (interest.live != before.live) {
        if (interest.live.log && !before.live.log) {
            log_.expectRepeats();
        }
        watch_.renew();
    }
    if (interest.sanctions && !before.sanctions) {
        sanctionList_.renew();
    }
    if (interest.audit && !before.audit) {
        auditPage_.renew();
    }
    if (interest.settings && !before.settings) {
        settingsPage_.renew();
    }
}

void Administration::onWatching(const Watching& answer)
{
    // Without the overview there is no past in it, and what is known goes on being true.
    if (asked_.overview) {
        trend_.begin(answer);
    }
}

void Administration::onSettings(const SettingsPage& answer)
{
    setSettingsAreKept(answer.kept);
    settings_.setAll(answer.settings);
}

void Administration::setSettingsAreKept(bool kept)
{
    if (std::exchange(settingsAreKept_, kept) != kept) {
        Q_EMIT settingsAreKeptChanged(kept);
    }
}

// ---- what the server tells

void Administration::onPush(const protocol::Push& push)
{
    const auto* const told = std::get_if<protocol::AdminPush>(&push);
    if (told == nullptr) {
        return;
    }
    const auto visitor = base::overloaded{
        [this](const Overview& overview) { take(overview); },
        [this](const Connections& frame) { take(frame); },
        [this](const Rooms& frame) { rooms_.apply(frame.rows, frame.gone, frame.whole); },
        [this](const Instances& all) { take(all); },
        [this](const LogLines& lines) { log_.append(lines.lines); },
        [this](const Record& record) { record_.take(record); },
        [this](const Changed& changed) { take(changed); },
    };
    std::visit(visitor, *told);
}

void Administration::take(const Overview& overview)
{
    probes_.setAll(overview.probes);
    trend_.take(overview);
}

void Administration::take(const Connections& frame)
{
    connections_.apply(frame.rows, frame.gone, frame.whole);
    for (const Connection& row : frame.rows) {
        record_.take(row);
    }
}

void Administration::take(const Instances& all)
{
    const bool another = std::exchange(ownInstance_, all.mine) != all.mine;
    instances_.setAll(all.rows);
    if (another) {
        Q_EMIT ownInstanceChanged();
    }
}

void Administration::take(const Changed& changed)
{
    if (changed.sanctions && interest_.sanctions) {
        sanctionList_.renew();
    }
    if (changed.audit && interest_.audit) {
        auditPage_.renew();
    }
    if (changed.settings && interest_.settings) {
        settingsPage_.renew();
    }
}

std::unique_ptr<RoomExport> Administration::makeExport(const QString& room, const QString& path,
                                                       RoomExport::Format format)
{
    Room unknown;
    unknown.name = room;
    const Room* const known = rooms_.find(room);
    return std::make_unique<RoomExport>(session_, known == nullptr ? unknown : *known, path, format, random_);
}

// ---- deeds

void Administration::perform(protocol::AdminCommand command, const AdminDeed& deed)
{
    errands_.run(std::move(command), [this, deed](const Outcome<protocol::Answer>& outcome) {
        if (!outcome) {
            Q_EMIT refused(deed, outcome.error().error);
            return;
        }
        if (const auto* answer = std::get_if<protocol::AdminAnswer>(&outcome.value())) {
            takeAnswer(*answer);
        }
        Q_EMIT done(deed);
    });
}

void Administration::takeAnswer(const protocol::AdminAnswer& answer)
{
    const auto visitor = base::overloaded{
        [this](const Granted& granted) {
            setRole(granted.role);
            renewAll();
        },
        [this](const Sanctioned& sanctioned) { sanctions_.put({sanctioned.sanction}); },
        [this](const SettingsPage& page) {
            setSettingsAreKept(page.kept);
            settings_.put(page.settings);
        },
        [](const auto&) {},
    };
    std::visit(visitor, answer);
}

void Administration::claim(const QString& code)
{
    perform(Claim{canonicalCode(code)}, {What::Claim, {}});
}

void Administration::kick(quint64 connection, const QString& reason)
{
    perform(Kick{connection, reason}, {What::Kick, QString::number(connection)});
}

void Administration::notify(quint64 connection, const QString& text)
{
    perform(Notify{connection, text},
            {What::Notify, connection == 0 ? QString() : QString::number(connection)});
}

void Administration::impose(const Impose& sanction)
{
    perform(sanction, {What::Impose, sanction.pattern});
}

void Administration::lift(const QString& sanction)
{
    perform(Lift{sanction}, {What::Lift, sanction});
}

void Administration::lock(const QString& room, bool locked)
{
    perform(LockRoom{room, locked}, {locked ? What::Lock : What::Unlock, room});
}

void Administration::clear(const QString& room)
{
    perform(ClearRoom{room}, {What::Clear, room});
}

void Administration::remove(const QString& room)
{
    perform(DeleteRoom{room}, {What::Delete, room});
}

void Administration::change(const QString& setting, const QString& value)
{
    perform(ChangeSetting{setting, value}, {What::Change, setting});
}

void Administration::drain(const QString& instance, bool draining)
{
    perform(Drain{instance, draining}, {draining ? What::Drain : What::TakeBack, instance});
}

}  // namespace snug::client
