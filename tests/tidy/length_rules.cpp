// SPDX-License-Identifier: GPL-3.0-or-later
#include "tidy/rules.h"

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

qsizetype indentOf(const QString& line)
{
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == u' ') {
        ++indent;
    }
    return indent;
}

// The project's format puts a function's braces, and hardly anything else's, on lines of their own, at the
// indent of its head: so a function is what lies between two such lines.
void checkFunctions(const SourceFile& file, int most, Findings& findings)
{
    for (int i = 1; i < file.lines.size(); ++i) {
        if (file.lines[i].trimmed() != u"{") {
            continue;
        }
        const QString end = QString(indentOf(file.lines[i]), u' ') + u'}';
        const qsizetype close = file.lines.indexOf(end, i);
        const qsizetype length = close - i + 1;
        if (close > 0 && length > most) {
            findings.append(
                {file.path, i, u"a function of %1 lines: %2"_s.arg(length).arg(file.lines[i - 1].trimmed())});
        }
    }
}

}  // namespace

Findings checkLengths(const Files& files, const Bounds& bounds)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (!file.isCode()) {
            continue;
        }
        if (file.lines.size() > bounds.fileLines) {
            findings.append({file.path, 0, u"%1 lines"_s.arg(file.lines.size())});
        }
        checkFunctions(file, bounds.functionLines, findings);
    }
    return findings;
}

}  // namespace snug::tidy
