// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings_dialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>

#include "ui/icons.h"
#include "ui/plain_text.h"
#include "ui/status_dot.h"
#include "ui/theme.h"

namespace snug::ui {

namespace {

using Verdict = Finding::Verdict;

Colour colourOf(Verdict verdict)
{
    switch (verdict) {
        case Verdict::Good:
            return Colour::Success;
        case Verdict::Unsure:
            return Colour::Warning;
        case Verdict::Bad:
            return Colour::Danger;
    }
    return Colour::Muted;
}

QString wordOf(Verdict verdict)
{
    switch (verdict) {
        case Verdict::Good:
            return FindingsDialog::tr("Good");
        case Verdict::Unsure:
            return FindingsDialog::tr("Look at it");
        case Verdict::Bad:
            return FindingsDialog::tr("Bad");
    }
    return {};
}

QLabel* makeText(const QString& text, TextRole role, Colour colour, QWidget* parent)
{
    QLabel* const label = makeLabel(breakable(text), parent);
    Theme::setText(label, role, colour);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString summaryOf(const QVector<Finding>& findings)
{
    const auto count = [&findings](Verdict verdict) {
        return static_cast<int>(
            std::count_if(findings.begin(), findings.end(),
                          [verdict](const Finding& finding) { return finding.verdict == verdict; }));
    };
    if (const int bad = count(Verdict::Bad); bad > 0) {
        return FindingsDialog::tr("%n reason(s) why others cannot connect:", nullptr, bad);
    }
    if (const int unsure = count(Verdict::Unsure); unsure > 0) {
        return FindingsDialog::tr("Nothing is clearly wrong. %n thing(s) may be in the way:", nullptr,
                                  unsure);
    }
    return FindingsDialog::tr(
        "Nothing on this computer is in the way. Others must be in the same network, and "
        "type one of the addresses exactly.");
}

}  // namespace

FindingsDialog::FindingsDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , theme_(theme)
    , summary_(makeLabel({}, this))
    , again_(new QPushButton(tr("Look &again"), this))
{
    setWindowTitle(tr("Why can't they connect?"));
    Theme::setText(summary_, TextRole::Strong);
    summary_->setWordWrap(true);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What was found"));
    auto* content = new QWidget(scroll);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    rows_ = new QWidget(content);
    rowsLayout_ = new QVBoxLayout(rows_);
    rowsLayout_->setContentsMargins(0, 0, 0, 0);
    rowsLayout_->setSpacing(theme.px(12));
    contentLayout->addWidget(rows_);
    contentLayout->addStretch(1);
    scroll->setWidget(content);
    auto* close = new QPushButton(tr("Close"), this);
    Theme::setFlag(close, "primary");
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(again_);
    buttons->addStretch(1);
    buttons->addWidget(close);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(14));
    layout->addWidget(summary_);
    layout->addWidget(scroll, 1);
    layout->addLayout(buttons);
    resize(theme.px(560), theme.px(480));

    connect(again_, &QPushButton::clicked, this, &FindingsDialog::againWanted);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

void FindingsDialog::setBusy()
{
    clear();
    summary_->setText(tr("Looking… this takes a few seconds."));
    again_->setEnabled(false);
}

void FindingsDialog::setFindings(const QVector<Finding>& findings)
{
    clear();
    summary_->setText(summaryOf(findings));
    again_->setEnabled(true);
    QVector<Finding> worstFirst = findings;
    std::stable_sort(worstFirst.begin(), worstFirst.end(),
                     [](const Finding& a, const Finding& b) { return a.verdict > b.verdict; });
    for (const Finding& finding : worstFirst) {
        rowsLayout_->addWidget(makeRow(finding));
    }
}

void FindingsDialog::clear()
{
    while (QLayoutItem* const item = rowsLayout_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QWidget* FindingsDialog::makeRow(const Finding& finding)
{
    auto* row = new QWidget(rows_);
    row->setAccessibleName(tr("%1, %2: %3").arg(wordOf(finding.verdict), finding.subject, finding.found));
    auto* dot = new StatusDot(theme_, row);
    dot->setColour(colourOf(finding.verdict));
    dot->setToolTip(wordOf(finding.verdict));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(theme_.px(2));
    texts->addWidget(makeText(finding.subject, TextRole::Strong, Colour::Text, row));
    texts->addWidget(makeText(finding.found, TextRole::Body, Colour::Text, row));
    if (!finding.advice.isEmpty()) {
        texts->addWidget(makeAdvice(finding.advice));
    }
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme_.px(10));
    layout->addWidget(dot, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return row;
}

QWidget* FindingsDialog::makeAdvice(const QString& advice)
{
    auto* line = new QWidget(rows_);
    auto* copy = new QToolButton(line);
    copy->setIcon(themedIcon(theme_, QStringLiteral("copy")));
    copy->setAutoRaise(true);
    copy->setToolTip(tr("Copy"));
    copy->setAccessibleName(tr("Copy what to do"));
    connect(copy, &QToolButton::clicked, this, [advice] { QGuiApplication::clipboard()->setText(advice); });
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme_.px(6));
    layout->addWidget(makeText(advice, TextRole::Body, Colour::Muted, line), 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    return line;
}

}  // namespace snug::ui
