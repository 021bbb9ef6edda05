// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::protocol {

// Text by its characters: Unicode code points.

// One at a time; a lone surrogate comes as U+FFFD.
template <class Visit>
void forEachCharacter(QStringView text, Visit visit)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar unit = text[at];
        if (unit.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            visit(QChar::surrogateToUcs4(unit, text[++at]));
        } else {
            visit(unit.isSurrogate() ? char32_t{QChar::ReplacementCharacter} : char32_t{unit.unicode()});
        }
    }
}

inline void appendCharacter(QString& out, char32_t character)
{
    out.append(QStringView(QChar::fromUcs4(character)));
}

}  // namespace snug::protocol
