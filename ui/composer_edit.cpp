// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer_edit.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <algorithm>
#include <cmath>

namespace snug::ui {

namespace {
constexpr int kMostLines = 8;
}

ComposerEdit::ComposerEdit(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(2);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ComposerEdit::fitHeight);
    fitHeight();
}

void ComposerEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
        const bool control = event->modifiers().testFlag(Qt::ControlModifier);
        if (!shift && (enterSends_ || control)) {
            Q_EMIT sendPressed();
        } else {
            // A paragraph, not Shift+Enter's line separator, which other programs would show as a strange
            // sign.
            textCursor().insertBlock();
            ensureCursorVisible();
        }
        event->accept();
        return;
    }
    if (isForTimeline(*event)) {
        Q_EMIT timelineKeyPressed(event->key());
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool ComposerEdit::isForTimeline(const QKeyEvent& event) const
{
    if (event.modifiers() & ~Qt::KeypadModifier) {
        return false;
    }
    const int key = event.key();
    return key == Qt::Key_PageUp || key == Qt::Key_PageDown || (key == Qt::Key_Up && document()->isEmpty());
}

void ComposerEdit::setHint(const QString& hint)
{
    hint_ = hint;
    setAccessibleDescription(hint);
    fitHint();
}

void ComposerEdit::fitHint()
{
    const auto width = viewport()->width() - 2 * static_cast<int>(std::ceil(document()->documentMargin()));
    const QString shown = fontMetrics().elidedText(hint_, Qt::ElideRight, width);
    if (shown != placeholderText()) {
        setPlaceholderText(shown);
    }
}

void ComposerEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
    fitHint();
}

void ComposerEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitHeight();
        fitHint();
    }
}

void ComposerEdit::focusInEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void ComposerEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

void ComposerEdit::insertFromMimeData(const QMimeData* source)
{
    if (source->hasText()) {
        insertPlainText(source->text());
        ensureCursorVisible();
    }
}

void ComposerEdit::fitHeight()
{
    // A plain text layout counts its height in lines.
    const int lines =
        std::max(1, static_cast<int>(std::lround(document()->documentLayout()->documentSize().height())));
    const int line = std::max(fontMetrics().lineSpacing(), fontMetrics().height());
    const int margins = static_cast<int>(std::ceil(2 * document()->documentMargin())) + 2;
    setVerticalScrollBarPolicy(lines > kMostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setFixedHeight(std::min(lines, kMostLines) * line + margins);
}

}  // namespace snug::ui
