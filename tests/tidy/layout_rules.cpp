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

namespace {

// The words of all CMakeLists.txt.
class Listing {
public:
    explicit Listing(const Files& files)
    {
        static const QRegularExpression word(u"[A-Za-z0-9_./${}-]+"_s);
        static const QRegularExpression choice(u"\\bsnug_platform_sources\\(([^)]*)\\)"_s);
        for (const SourceFile& file : files) {
            if (file.name() != u"CMakeLists.txt") {
                continue;
            }
            auto choices = choice.globalMatch(file.text);
            while (choices.hasNext()) {
                const QStringList names = choices.next().captured(1).split(u' ');
                platforms_[file.folder()].unite({names.begin(), names.end()});
            }
            auto matches = word.globalMatch(file.text);
            while (matches.hasNext()) {
                add(file.folder(), matches.next().captured());
            }
        }
    }

    // By snug_platform_sources(), which is given the name without its ending.
    bool isChosen(const QString& folder, const QString& name) const
    {
        static const QRegularExpression ending(u"_(linux|unix|windows|macos|default)\\.cpp$|\\.h$"_s);
        return platforms_.value(folder).contains(QString(name).remove(ending));
    }

    // In the folder's own or its parent's list, or anywhere with the folder before it ("support/proxy.cpp").
    bool has(const QString& folder, const QString& name) const
    {
        return words_.value(folder).contains(name) || words_.value(parentOf(folder)).contains(name) ||
               anywhere_.contains(folder.section(u'/', -1) + u'/' + name);
    }

    // By "tst_${test}.cpp" in a loop over words.
    bool hasInALoop(const QString& folder, const QString& name) const
    {
        const QVector<QRegularExpression> loops = loops_.value(folder);
        return std::any_of(loops.begin(), loops.end(), [&](const QRegularExpression& loop) {
            const QRegularExpressionMatch match = loop.match(name);
            return match.hasMatch() && has(folder, match.captured(1));
        });
    }

private:
    void add(const QString& folder, const QString& word)
    {
        static const QRegularExpression variable(u"\\$\\{[a-z_]+\\}"_s);
        words_[folder].insert(word);
        anywhere_.insert(word.section(u'/', -2));
        if (word.endsWith(u".cpp") && word.count(variable) == 1) {
            const QString before = QRegularExpression::escape(word.left(word.indexOf(u'$')));
            const QString after = QRegularExpression::escape(word.mid(word.indexOf(u'}') + 1));
            loops_[folder].append(QRegularExpression(u"^%1(.+)%2$"_s.arg(before, after)));
        }
    }

    QMap<QString, QSet<QString>> words_;      // by the list's folder
    QMap<QString, QSet<QString>> platforms_;  // likewise
    QMap<QString, QVector<QRegularExpression>> loops_;
    QSet<QString> anywhere_;
};

bool isIncluded(const Files& files, const SourceFile& header)
{
    const QString include = u"\"%1/%2\""_s.arg(header.folder().section(u'/', -1), header.name());
    return std::any_of(files.begin(), files.end(),
                       [&](const SourceFile& file) { return file.isCode() && file.text.contains(include); });
}

}  // namespace

Findings checkListed(const Files& files)
{
    const Listing listing(files);
    Findings findings;
    for (const SourceFile& file : files) {
        if (!file.isCode()) {
            continue;
        }
        bool listed = listing.has(file.folder(), file.name()) || listing.isChosen(file.folder(), file.name());
        if (file.path.startsWith(u"tests/")) {
            listed = listed || listing.hasInALoop(file.folder(), file.name()) ||
                     (file.isHeader() && isIncluded(files, file));
        }
        if (!listed) {
            findings.append({file.path, 0, u"no CMakeLists.txt names it: is it dead?"_s});
        }
    }
    return findings;
}

}  // namespace snug::tidy
