// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/gallery.h"

#include <QApplication>
#include <QPixmap>

#include "support/held_database.h"
#include "ui/room_list.h"
#include "ui/start_page.h"
#include "ui/statistics_window.h"

namespace snug::test {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kWide{1180, 760};
constexpr QSize kNarrow{420, 700};

// Lets animations, timers and layouts settle.
void settle(std::chrono::milliseconds time = std::chrono::milliseconds{400})
{
    QTest::qWait(static_cast<int>(time.count()));
}

}  // namespace

Gallery::Gallery(const QString& folder)
    : folder_(folder)
    , ada_(u"Ada"_s)
{
}

bool Gallery::takeAll()
{
    return folder_.mkpath(u"."_s) && start() && chat() && search() && dialogs() && news() &&
           administration() && doctor() && searchFurther() && extremes() && heldUp() && offline() && wrote_;
}

void Gallery::dress(ui::ThemeMode mode, double fontScale)
{
    ui::Preferences preferences;
    preferences.nick = ada_.nick();
    preferences.theme = mode;
    preferences.fontScale = fontScale;
    ada_.program().apply(preferences);
}

void Gallery::take(QWidget& widget, const QString& name)
{
    settle();
    wrote_ = widget.grab().save(folder_.filePath(name + u".png"_s)) && wrote_;
}

void Gallery::takeWindow(const QString& name, const QSize& size)
{
    ada_.program().window().resize(size);
    take(ada_.program().window(), name);
}

bool Gallery::start()
{
    dress(ui::ThemeMode::Light);
    ada_.program().window().startPage()->setNick(ada_.nick());
    takeWindow(u"start"_s, kWide);
    dress(ui::ThemeMode::Dark);
    takeWindow(u"start-dark"_s, kWide);
    dress(ui::ThemeMode::Light);
    return true;
}

client::Workspace* Gallery::visitor(const QString& nick)
{
    const auto address = client::ServerAddress::parse(u"127.0.0.1:%1"_s.arg(ada_.hostPort()));
    const QString folder = visitorsFolder_.filePath(QString::number(visitors_.size()));
    client::Workspace::Options options{*address, nick, u"gallery"_s, folder};
    visitors_.push_back(std::make_unique<client::Workspace>(std::move(options), visitorsFiles_));
    client::Workspace* const who = visitors_.back().get();
    who->start();
    who->join(u"lobby"_s);
    const bool in = waitUntil([&] {
        const client::RoomState* const room = who->room(u"lobby"_s);
        return room != nullptr && room->phase() == client::RoomPhase::Live;
    });
    return in ? who : nullptr;
}

bool Gallery::say(client::Workspace& who, const QString& room, const QString& text)
{
    return who.send(room, text).ok() && waitUntil([&] { return who.outbox().messages().isEmpty(); });
}

bool Gallery::conversation()
{
    client::Workspace* const grace = visitor(u"Grace"_s);
    client::Workspace* const linus = visitor(u"Linus"_s);
    client::Workspace* const mai = visitor(u"Mai Nguyễn"_s);
    if (grace == nullptr || linus == nullptr || mai == nullptr) {
        return false;
    }
    client::Workspace& ada = *ada_.program().workspace();
    ada.setTopic(u"lobby"_s, u"Everything and nothing. Tea at five, kitchen, ground floor."_s);
    for (const auto& [name, topic, keep] :
         {std::tuple{u"release-0.1"_s, u"What is left before we ship"_s, true},
          std::tuple{u"kitchen"_s, u"Who eats what, and when"_s, true},
          std::tuple{u"den"_s, u"Not kept"_s, false}}) {
        grace->create(name, topic, keep);
        if (!waitUntil([&, made = name] { return grace->room(made) != nullptr; })) {
            return false;
        }
    }
    linus->create(u"kernel"_s, u"Under the floor"_s, true);
    ada.join(u"release-0.1"_s);
    ada.join(u"den"_s);
    const bool said =
        say(*grace, u"lobby"_s, u"Good morning! The build machine is back, the fan was full of dust."_s) &&
        say(*grace, u"lobby"_s, u"I cleaned it. It is so quiet now that I thought it was off."_s) &&
        say(*linus, u"lobby"_s, u"Thanks! Then I start the long test run right away."_s) &&
        say(ada, u"lobby"_s,
            u"Perfect timing. I have a fix for the reconnect that wants a whole night of it."_s) &&
        say(ada, u"lobby"_s,
            u"It is in the branch of yesterday; the description is on https://example.org/notes/reconnect"_s) &&
        say(*mai, u"lobby"_s,
            u"🎉 Does it also cover the case of the sleeping laptop?\nMine wakes up and believes it "
            u"is still yesterday. It takes it about a minute to notice that the network is gone, and "
            u"then everything comes at once."_s) &&
        say(ada, u"lobby"_s,
            u"Yes. It asks within five seconds now, and whatever was missed comes in order."_s) &&
        say(*linus, u"lobby"_s, u"👍"_s) &&
        say(*grace, u"release-0.1"_s, u"Packages are next on the list."_s) &&
        say(*grace, u"release-0.1"_s, u"@Ada, could you look at the icon once more?"_s) &&
        say(*grace, u"den"_s, u"Nothing of this is written down."_s);
    mai->setStatus(protocol::PresenceState::Away);
    linus->typing(u"lobby"_s, true);
    return said;
}

// The status bar's figures come once a second.
bool Gallery::figuresShow(int connected)
{
    return waitUntil([&] {
        const auto& samples = ada_.program().workspace()->statistics().samples();
        return ada_.program().host().status().connected == connected && !samples.empty() &&
               samples.back().roundTripMs.has_value();
    });
}

bool Gallery::chat()
{
    if (!ada_.host() || !figuresShow(1)) {
        return false;
    }
    takeWindow(u"chat-empty"_s, kWide);
    if (!conversation() || !waitUntil([&] { return ada_.messages().contains(u"Linus: 👍"_s); }) ||
        !figuresShow(4)) {
        return false;
    }
    ada_.choose(u"lobby"_s);
    takeWindow(u"chat"_s, kWide);
    dress(ui::ThemeMode::Dark);
    takeWindow(u"chat-dark"_s, kWide);
    dress(ui::ThemeMode::Light, 1.5);
    takeWindow(u"chat-large-font"_s, kWide);
    dress(ui::ThemeMode::Light);
    takeWindow(u"chat-narrow"_s, kNarrow);
    ada_.page().showRooms(true);
    takeWindow(u"chat-narrow-rooms"_s, kNarrow);
    ada_.page().showRooms(false);
    ada_.program().window().resize(kWide);
    return true;
}

bool Gallery::dialogs()
{
    shell::Desktop& program = ada_.program();
    Q_EMIT program.window().newRoomWanted();
    takeDialogs(u"new-room"_s);
    program.showSettings();
    takeDialogs(u"settings"_s);
    program.showHostPanel();
    takeDialogs(u"host"_s);

    // Some seconds of traffic, so that the graphs have something to show.
    for (int second = 0; second < 12; ++second) {
        for (int at = 0; at <= second % 4; ++at) {
            if (!visitors_.at(0)->send(u"den"_s, u"a line for the graphs"_s).ok()) {
                return false;
            }
        }
        settle(std::chrono::milliseconds{1000});
    }
    program.showStatistics();
    for (QWidget* const widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<ui::StatisticsWindow*>(widget) != nullptr) {
            widget->resize(900, 640);
            take(*widget, u"statistics"_s);
            dress(ui::ThemeMode::Dark);
            take(*widget, u"statistics-dark"_s);
            dress(ui::ThemeMode::Light);
            widget->close();
        }
    }
    return true;
}

bool Gallery::extremes()
{
    client::Workspace* const loud = visitor(u"Wolfeschlegelsteinhausen-Berger"_s);
    const QString room = u"donaudampfschifffahrtselektrizitätenhauptbetrie"_s;
    if (loud == nullptr) {
        return false;
    }
    loud->create(
        room,
        u"A topic that goes on and on, far beyond what any header can hold, because somebody thought "
        u"that all of the meeting's agenda belongs up here where everybody sees it."_s,
        true);
    if (!waitUntil([&] { return loud->room(room) != nullptr; })) {
        return false;
    }
    ada_.program().workspace()->join(room);
    if (!waitUntil([&] { return ada_.program().workspace()->room(room) != nullptr; })) {
        return false;
    }
    ada_.choose(room);
    const bool said = say(*loud, room, QString(180, u'W') + u" a word without an end"_s) &&
                      say(*loud, room, u"مرحبا بالجميع، هذه رسالة من اليمين إلى اليسار"_s) &&
                      say(*loud, room, u"https://example.org/"_s + QString(140, u'a')) &&
                      say(*loud, room, u"<b>not bold</b> <img src=x> &amp; **nor this**"_s);
    takeWindow(u"chat-long-names"_s, kWide);
    takeWindow(u"chat-long-names-narrow"_s, kNarrow);
    if (!said || !searchFor(u"end"_s, u"found"_s)) {
        return false;
    }
    takeWindow(u"search-long-names"_s, kWide);
    takeWindow(u"search-long-names-narrow"_s, kNarrow);
    ada_.page().showSearch(false);
    ada_.program().window().resize(kWide);
    ada_.choose(u"lobby"_s);
    return said;
}

bool Gallery::heldUp()
{
    client::Workspace& ada = *ada_.program().workspace();
    {
        const HeldDatabase held(ada_.databaseFile());
        ada_.say(u"Is the disk full again?"_s);
        ada_.say(u"Never mind, this goes out when there is room."_s);
        if (!held.isHeld() || !waitUntil([&] { return !ada.isStoring(); }) || !waitUntil([&] {
                const auto& samples = ada.statistics().samples();
                return samples.back().waitingMessages == 2 && samples.back().roundTripMs.has_value();
            })) {
            return false;
        }
        takeWindow(u"chat-held-up"_s, kWide);
        dress(ui::ThemeMode::Dark);
        takeWindow(u"chat-held-up-dark"_s, kWide);
        dress(ui::ThemeMode::Light);
        takeWindow(u"chat-held-up-narrow"_s, kNarrow);
        ada_.program().window().resize(kWide);
    }
    return waitUntil([&] { return ada.isStoring() && ada.outbox().messages().isEmpty(); });
}

bool Gallery::offline()
{
    ada_.program().host().stop();
    const bool stopped = waitUntil([&] {
        return ada_.program().workspace()->session().state().phase == client::ConnectionPhase::Waiting;
    });
    ada_.say(u"This one waits until the server is back."_s);
    takeWindow(u"chat-offline"_s, kWide);
    if (!searchFor(u"anything"_s, u"no connection"_s)) {
        return false;
    }
    takeWindow(u"search-failed"_s, kWide);
    return stopped;
}

}  // namespace snug::test
