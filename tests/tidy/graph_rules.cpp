// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QSet>

#include "tidy/code_reading.h"
#include "tidy/rules.h"
#include "tidy/target_graph.h"

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

bool isAllowed(const GraphRow& row, const QString& header)
{
    return row.mayInclude.contains(header) || row.mayInclude.contains(header.section(u'/', 0, 0));
}

// The arguments of all calls of `function` in a CMake file, each call as a list of words with its line.
struct CMakeCall {
    QStringList words;
    int line = 0;
};

QVector<CMakeCall> callsOf(const SourceFile& file, const QString& function)
{
    const QRegularExpression pattern(u"^[ \\t]*"_s + function + u"\\s*\\(([^)]*)\\)"_s,
                                     QRegularExpression::MultilineOption);
    static const QRegularExpression comment(u"#[^\n]*"_s);
    static const QRegularExpression space(u"\\s+"_s);
    QVector<CMakeCall> calls;
    auto matches = pattern.globalMatch(file.text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const int line = static_cast<int>(file.text.left(match.capturedStart()).count(u'\n')) + 1;
        calls.append({match.captured(1).remove(comment).split(space, Qt::SkipEmptyParts), line});
    }
    return calls;
}

// What stands behind the keyword LINKS of snug_library().
QStringList linksOf(const QStringList& words)
{
    const qsizetype at = words.indexOf(u"LINKS"_s);
    return at < 0 ? QStringList() : words.mid(at + 1);
}

void checkTarget(const SourceFile& file, int line, const QString& target, const QStringList& links,
                 Findings& findings)
{
    const GraphRow* const row = rowOfTarget(target);
    for (const QString& link : links) {
        const bool ours = link.startsWith(u"snug");
        if (ours && row != nullptr && !row->mayLink.contains(link)) {
            findings.append({file.path, line, u"%1 may not link %2"_s.arg(target, link)});
        }
    }
}

}  // namespace

Findings checkIncludes(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (!file.isCode()) {
            continue;
        }
        const GraphRow* const row = rowOfFolder(file.folder());
        if (row == nullptr && !file.path.startsWith(u"tests/")) {
            findings.append(
                {file.path, 0, u"this folder is not in the target graph (tests/tidy/target_graph.cpp)"_s});
            continue;
        }
        for (const Include& include : includesOf(file)) {
            if (!include.quoted || include.header.endsWith(u".moc")) {
                continue;
            }
            const bool ofThePrograms = file.folder() == u"app" && !include.header.contains(u'/');
            if (ofThePrograms) {
                continue;  // app/ is a root itself
            }
            if (!include.header.contains(u'/') || include.header.startsWith(u".")) {
                findings.append(
                    {file.path, include.line, u"write the include from its root: \"folder/file.h\""_s});
            } else if (row != nullptr && !isAllowed(*row, include.header)) {
                findings.append({file.path, include.line,
                                 u"%1 may not include \"%2\""_s.arg(row->folder, include.header)});
            }
        }
    }
    return findings;
}

Findings checkLinks(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (file.name() != u"CMakeLists.txt") {
            continue;
        }
        for (const CMakeCall& call : callsOf(file, u"snug_library"_s)) {
            const QString target = call.words.value(0);
            const GraphRow* const row = rowOfTarget(target);
            // A test may have libraries of its own; those of the product are all in the graph.
            if (!file.path.startsWith(u"tests/") && (row == nullptr || row->folder != file.folder())) {
                findings.append(
                    {file.path, call.line, u"%1 is not this folder's target in the graph"_s.arg(target)});
            }
            checkTarget(file, call.line, target, linksOf(call.words), findings);
        }
        for (const CMakeCall& call : callsOf(file, u"target_link_libraries"_s)) {
            checkTarget(file, call.line, call.words.value(0), call.words.mid(1), findings);
        }
    }
    return findings;
}

}  // namespace snug::tidy
