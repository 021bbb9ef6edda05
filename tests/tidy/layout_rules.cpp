// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

#include "tidy/rules.h"

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

QString parentOf(const QString& folder)
{
    return folder.contains(u'/') ? folder.section(u'/', 0, -2) : QString();
}

}  // namespace

Findings checkReadmes(const Files& files)
{
    QSet<QString> withCode;
    QSet<QString> withReadme;
    for (const SourceFile& file : files) {
        if (file.isCode() || file.isCMake() || (file.isScript() && !file.folder().isEmpty())) {
            withCode.insert(file.folder());
        }
        if (file.name() == u"README.md") {
            withReadme.insert(file.folder());
        }
    }
    Findings findings;
    for (const QString& folder : withCode - withReadme) {
        findings.append({folder.isEmpty() ? u"."_s : folder, 0,
                         u"README.md is missing: what lives here, what it may include, where to start"_s});
    }
    return findings;
}

Findings checkListed(const Files& files)
{
    static const QRegularExpression word(u"[A-Za-z0-9_./-]+"_s);
    QMap<QString, QSet<QString>> words;    // of each folder's CMakeLists.txt
    QMap<QString, QSet<QString>> endings;  // "_test.cpp", of "${which}_test.cpp"
    QSet<QString> anywhere;                // the last two parts of paths: "support/proxy.cpp"
    for (const SourceFile& file : files) {
        if (file.name() != u"CMakeLists.txt") {
            continue;
        }
        auto matches = word.globalMatch(file.text);
        while (matches.hasNext()) {
            const QString found = matches.next().captured();
            words[file.folder()].insert(found);
            anywhere.insert(found.section(u'/', -2));
            if (found.startsWith(u'_')) {
                endings[file.folder()].insert(found);
            }
        }
    }
    const auto isListed = [&](const QString& folder, const QString& name) {
        return words.value(folder).contains(name) || words.value(parentOf(folder)).contains(name) ||
               anywhere.contains(folder.section(u'/', -1) + u'/' + name);
    };
    const auto isMadeInALoop = [&](const SourceFile& file) {
        const QSet<QString> possible = endings.value(file.folder());
        return std::any_of(possible.begin(), possible.end(), [&](const QString& ending) {
            return file.name().endsWith(ending) &&
                   isListed(file.folder(), file.name().chopped(ending.size()));
        });
    };

    Findings findings;
    for (const SourceFile& file : files) {
        if (!file.isCode()) {
            continue;
        }
        const QString base = file.name().section(u'.', 0, -2);
        bool listed = isListed(file.folder(), file.name());
        if (file.path.startsWith(u"tests/")) {
            // A loop over tests names them without the ending; a helper's header goes with its source.
            listed = listed || isMadeInALoop(file) || isListed(file.folder(), base) ||
                     isListed(file.folder(), base + u".cpp"_s);
        }
        if (!listed) {
            findings.append({file.path, 0, u"no CMakeLists.txt names it: is it dead?"_s});
        }
    }
    return findings;
}

}  // namespace snug::tidy
