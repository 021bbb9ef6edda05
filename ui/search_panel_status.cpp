// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include "ui/plain_text.h"
#include "ui/search_list.h"
#include "ui/search_panel.h"
#include "ui/theme.h"

namespace snug::ui {

using State = SearchStatus::State;

// What the panel says of the search, and which of its parts are there.

QString SearchPanel::sentence() const
{
    const QString count = QLocale().toString(rows());
    switch (told_.state) {
        case State::Idle:
            break;
        case State::Searching:
            return rows() > 0 ? tr("%1 found, looking through older messages…").arg(count)
                              : tr("Looking through older messages…");
        case State::MoreThere:
            return rows() > 0 ? tr("%1 found so far").arg(count) : tr("Nothing found so far");
        case State::Complete:
            return rows() > 0 ? tr("%1 found").arg(count) : tr("Nothing found");
        case State::Full:
            return tr("The newest %1 are shown. One more word finds fewer.").arg(count);
        case State::Failed:
            return breakable(told_.error);
    }
    return {};
}

QString SearchPanel::hint() const
{
    switch (told_.state) {
        case State::Idle:
            return tr("Finds what was said here with all of your words in it. “tea” finds teapots too.");
        case State::MoreThere:
            return tr("Only the newest messages were looked through.");
        case State::Complete:
            return tr("Try fewer words, or only how one begins.");
        default:
            return {};
    }
}

void SearchPanel::refresh()
{
    const QString said = note_.isEmpty() ? sentence() : note_;
    const bool failed = note_.isEmpty() && told_.state == State::Failed;
    const bool some = rows() > 0;
    if (said != status_->text()) {
        status_->setText(said);
        if (!said.isEmpty() && isVisible()) {
            QAccessibleEvent event(status_, QAccessible::Alert);
            QAccessible::updateAccessibility(&event);
        }
    }
    Theme::setText(status_, TextRole::Small, failed ? Colour::Danger : Colour::Muted);
    status_->setVisible(!said.isEmpty());
    action_->setText(noteRuns_ ? tr("Cancel") : tr("Retry"));
    action_->setVisible(noteRuns_ || failed);
    if (!some && list_->hasFocus()) {
        field_->setFocus(Qt::OtherFocusReason);
    }
    list_->setVisible(some);
    hint_->setText(hint());
    hint_->setVisible(!some && !hint_->text().isEmpty());
    // It stays while what it asked for is under way, so that nothing jumps.
    const bool goesOn = told_.state == State::Searching && some && !foot_->isHidden();
    foot_->setVisible(told_.state == State::MoreThere || goesOn);
    further_->setEnabled(told_.state == State::MoreThere);
}

}  // namespace snug::ui
