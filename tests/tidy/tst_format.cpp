// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "tidy/source_tree.h"

using namespace Qt::StringLiterals;

// All sources are as clang-format writes them, so that no review is about braces. ./dev format writes them
// so.
class TestFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesAreFormatted()
    {
        // The version that the style file was made with comes first: others may differ in details.
        QString tool = QStandardPaths::findExecutable(u"clang-format-14"_s);
        if (tool.isEmpty()) {
            tool = QStandardPaths::findExecutable(u"clang-format"_s);
        }
        QVERIFY2(!tool.isEmpty(),
                 "clang-format is not installed; ./dev test installs it, or: apt install clang-format");

        QStringList arguments{u"--dry-run"_s, u"-Werror"_s};
        for (const snug::tidy::SourceFile& file : snug::tidy::readTree(QStringLiteral(SNUG_SOURCE_FOLDER))) {
            if (file.isCode()) {
                arguments.append(file.path);
            }
        }
        QVERIFY(arguments.size() > 50);

        QProcess process;
        process.setWorkingDirectory(QStringLiteral(SNUG_SOURCE_FOLDER));
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(tool, arguments);
        QVERIFY(process.waitForFinished(120'000));
        if (process.exitCode() != 0) {
            QFAIL("./dev format puts this right:\n" + process.readAll().left(4000));
        }
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
