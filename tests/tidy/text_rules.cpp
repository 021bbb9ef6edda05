// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <algorithm>

#include "tidy/rules.h"

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

const QString kLicence = u"SPDX-License-Identifier: GPL-3.0-or-later"_s;

// Files whose bytes are the point.
bool isData(const SourceFile& file)
{
    static const QRegularExpression pattern(
        u"(^|/)(golden|data|corpus)/|\\.(svg|ts|diff|patch)$|^LICENSE$"_s);
    return pattern.match(file.path).hasMatch();
}

const QStringList kProduct{u"app/"_s, u"server/"_s, u"ui/"_s};

struct Banned {
    QRegularExpression pattern;
    QStringList where;  // the beginnings of the paths it holds for; empty: all
    QString why;
};

// The words are cut in two here, so that this file may pass its own rule.
const QVector<Banned>& bannedWords()
{
    const auto word = [](const QString& text) { return QRegularExpression(u"\\b(%1)\\b"_s.arg(text)); };
    static const QVector<Banned> banned{
        {word(u"TO"
              "DO|FIX"
              "ME|XX"
              "X|HA"
              "CK"_s),
         {},
         u"finish it, or open an issue"_s},
        {word(u"QS"
              "KIP"_s),
         {},
         u"a test that is skipped shows nothing"_s},
        {word(u"friend class Te"
              "st\\w*"_s),
         {},
         u"test what the class offers, not its inside"_s},
        {word(u"setHt"
              "ml|setMark"
              "down|insertHt"
              "ml|appendHt"
              "ml"_s),
         kProduct, u"text from others is never markup"_s},
        {word(u"Qt::Rich"
              "Text|Qt::Auto"
              "Text|Qt::Markdown"
              "Text"_s),
         kProduct, u"text from others is never markup"_s},
        {QRegularExpression(u"\"/t"
                            "mp/"_s),
         {u"tests/"_s},
         u"use a QTemporaryDir"_s},
        {QRegularExpression(u"#include <Qt(Core|Gui|Network|Sql|Svg|WebSockets|Widgets)>"_s),
         {},
         u"include the class, not the whole module"_s},
        {QRegularExpression(u"^\\s*using namespace std;"_s), {}, u"name what you use"_s},
    };
    return banned;
}

bool holdsFor(const Banned& banned, const QString& path)
{
    return banned.where.isEmpty() ||
           std::any_of(banned.where.begin(), banned.where.end(),
                       [&path](const QString& begin) { return path.startsWith(begin); });
}

bool firstLinesHave(const SourceFile& file, int count, const QString& text)
{
    for (int i = 0; i < count && i < file.lines.size(); ++i) {
        if (file.lines[i].endsWith(text)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Findings checkLicence(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        const int where = file.isCode() || file.isCMake() || file.isModule() ? 1 : file.isScript() ? 2 : 0;
        if (where > 0 && !firstLinesHave(file, where, kLicence)) {
            findings.append({file.path, where, u"\"%1\" is missing"_s.arg(kLicence)});
        }
    }
    return findings;
}

Findings checkPragmaOnce(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (file.isHeader() && file.lines.value(1) != u"#pragma once") {
            findings.append({file.path, 2, u"\"#pragma once\" is missing"_s});
        }
    }
    return findings;
}

Findings checkWhiteSpace(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (isData(file)) {
            continue;
        }
        for (int i = 0; i < file.lines.size(); ++i) {
            const QString& line = file.lines[i];
            if (line.contains(u'\t')) {
                findings.append({file.path, i + 1, u"a tab"_s});
            }
            if (!line.isEmpty() && line.back().isSpace()) {
                findings.append({file.path, i + 1, u"white space at the end of the line"_s});
            }
        }
        if (!file.text.isEmpty() && !file.text.endsWith(u'\n')) {
            findings.append(
                {file.path, static_cast<int>(file.lines.size()), u"the last line does not end"_s});
        }
    }
    return findings;
}

Findings checkBannedWords(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (isData(file) || file.path.endsWith(u".md")) {
            continue;
        }
        for (int i = 0; i < file.lines.size(); ++i) {
            for (const Banned& banned : bannedWords()) {
                const QRegularExpressionMatch match = banned.pattern.match(file.lines[i]);
                if (match.hasMatch() && holdsFor(banned, file.path)) {
                    findings.append(
                        {file.path, i + 1, u"\"%1\": %2"_s.arg(match.captured().trimmed(), banned.why)});
                }
            }
        }
    }
    return findings;
}

}  // namespace snug::tidy
