// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plain_text.h"

#include <QLabel>
#include <QLocale>

namespace snug::ui {

QString plainToolTip(const QString& text)
{
    constexpr qsizetype kLongest = 500;
    if (text.isEmpty()) {
        return {};
    }
    const QString shown = text.size() > kLongest ? text.left(kLongest) + u'…' : text;
    return QStringLiteral("<qt>%1</qt>").arg(shown.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString singleLine(const QString& text)
{
    QString line = text;
    for (QChar& c : line) {
        if (c == u'\n' || c == u'\t' || c == u'\r' || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator) {
            c = u' ';
        }
    }
    return line;
}

QString timeOfDay(const QTime& time)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    for (const auto seconds : {QLatin1StringView(":ss"), QLatin1StringView(".ss")}) {
        format.remove(seconds);
    }
    return locale.toString(time, format);
}

QString breakable(const QString& text)
{
    constexpr int kLongest = 20;
    constexpr QChar zeroWidthSpace(0x200b);
    QString result;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > kLongest && !c.isLowSurrogate() && !c.isMark()) {
            result += zeroWidthSpace;
            run = 1;
        }
        result += c;
    }
    return result;
}

QString withoutMnemonic(const QString& text)
{
    return QString(text).replace(u'&', QStringLiteral("&&"));
}

QLabel* makeLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

}  // namespace snug::ui
