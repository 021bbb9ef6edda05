// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tidy/rules.h"

using namespace snug::tidy;

namespace {

// Beyond the habits (300 lines a file, 70 a function) lies what nobody should have to read.
constexpr Bounds kHabit{.fileLines = 300, .functionLines = 70};
constexpr Bounds kHard{.fileLines = 450, .functionLines = 110};

QByteArray tableOf(const Findings& findings)
{
    QString table;
    for (const Finding& finding : findings) {
        table += finding.path;
        if (finding.line > 0) {
            table += QStringLiteral(":%1").arg(finding.line);
        }
        table += QStringLiteral(": ") + finding.what + u'\n';
    }
    return table.toUtf8();
}

}  // namespace

// The rules of rules.h, held against the project's own sources.
class TestTidy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        files_ = readTree(QStringLiteral(SNUG_SOURCE_FOLDER));
        QVERIFY2(files_.size() > 50, "the sources were not found");
    }

    void includesFollowTheGraph() { expectNothing(checkIncludes(files_)); }
    void targetsLinkByTheGraph() { expectNothing(checkLinks(files_)); }
    void platformHeadersStayInTheirFiles() { expectNothing(checkPlatformHeaders(files_)); }
    void signalsAreOnEverySystem() { expectNothing(checkSignals(files_)); }
    void everySystemHasADefault() { expectNothing(checkDefaults(files_)); }
    void sourcesNameTheirLicence() { expectNothing(checkLicence(files_)); }
    void headersAreReadOnce() { expectNothing(checkPragmaOnce(files_)); }
    void whiteSpaceIsClean() { expectNothing(checkWhiteSpace(files_)); }
    void nothingIsLeftUnfinished() { expectNothing(checkBannedWords(files_)); }
    void lambdasHaveAContext() { expectNothing(checkConnects(files_)); }
    void namespacesAreFolders() { expectNothing(checkNamespaces(files_)); }
    void foldersExplainThemselves() { expectNothing(checkReadmes(files_)); }
    void noFileIsDead() { expectNothing(checkListed(files_)); }

    void lengthsStayReadable()
    {
        const Findings longish = checkLengths(files_, kHabit);
        if (!longish.isEmpty()) {
            qInfo("longer than the habit of %d lines a file, %d a function:\n%s", kHabit.fileLines,
                  kHabit.functionLines, tableOf(longish).constData());
        }
        expectNothing(checkLengths(files_, kHard));
    }

private:
    static void expectNothing(const Findings& findings)
    {
        if (!findings.isEmpty()) {
            qWarning("\n%s", tableOf(findings).constData());
            QFAIL(qPrintable(QStringLiteral("%1 findings").arg(findings.size())));
        }
    }

    Files files_;
};

QTEST_APPLESS_MAIN(TestTidy)
#include "tst_tidy.moc"
