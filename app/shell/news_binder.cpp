// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/news_binder.h"

#include "shell/changelog.h"
#include "ui/main_window.h"
#include "ui/notice_bar.h"
#include "ui/whats_new_dialog.h"

namespace snug::shell {

NewsBinder::NewsBinder(Settings& settings, ui::MainWindow& window, const ui::Theme& theme, QObject* parent)
    : QObject(parent)
    , settings_(settings)
    , window_(window)
    , theme_(theme)
    , own_(client::Version::parse(QStringLiteral(SNUG_VERSION)).value())
{
    connect(&window, &ui::MainWindow::whatsNewWanted, this, &NewsBinder::showAll);
    connect(window.news(), &ui::NoticeBar::dismissed, this, [this] {
        if (told_) {
            settings_.setToldVersion(told_->text());
        }
    });
}

void NewsBinder::showAfterUpgrade()
{
    const auto before = client::Version::parse(settings_.lastVersion());
    if (before == own_) {
        return;
    }
    settings_.setLastVersion(own_.text());
    if (before && *before < own_) {
        show(before);
    }
}

void NewsBinder::showAll()
{
    show(std::nullopt);
}

void NewsBinder::show(const std::optional<client::Version>& since)
{
    const QVector<ui::ReleaseNotes> notes = notesSince(ownChangelog(), since);
    if (notes.isEmpty()) {
        return;
    }
    if (dialog_) {
        dialog_->close();
    }
    dialog_ = new ui::WhatsNewDialog(theme_, notes, &window_);
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    dialog_->open();
}

void NewsBinder::welcome(const protocol::ServerInfo& server)
{
    const auto theirs = client::Version::parse(server.version);
    const auto known = client::Version::parse(settings_.toldVersion());
    if (!settings_.preferences().tellNewer || !theirs || *theirs <= own_ || (known && *theirs <= *known)) {
        return;
    }
    told_ = theirs;
    window_.news()->announce(sentence(theirs->text(), own_.text()));
}

QString NewsBinder::sentence(const QString& theirs, const QString& own)
{
    return tr("This server runs Snug %1; yours is %2. The newer one comes from where you got yours: the "
              "updates of your "
              "system, or a newer installer.")
        .arg(theirs, own);
}

}  // namespace snug::shell
