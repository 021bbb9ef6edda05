// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "tidy/rules.h"

using namespace snug::tidy;
using namespace Qt::StringLiterals;

namespace {

const QString kHead = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
const QString kHeaderHead = kHead + u"#pragma once\n"_s;

const QString kHub = u"server/rooms/hub.cpp"_s;
const QString kHeader = u"server/rooms/hub.h"_s;
const QString kCMake = u"server/rooms/CMakeLists.txt"_s;

using Rule = Findings (*)(const Files&);

}  // namespace

// Plants one violation of each rule into a small tree on disk that is otherwise clean, and sees it found.
class TestTidyRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        top_.emplace();
        QVERIFY(top_->isValid());
        write(u"README.md"_s, u"# top\n"_s);
        write(u"server/rooms/README.md"_s, u"# rooms\n"_s);
        write(u"server/rooms/CMakeLists.txt"_s,
              u"# SPDX-License-Identifier: GPL-3.0-or-later\nsnug_library(snug_rooms\n    SOURCES hub.h "
              u"hub.cpp\n"
              "    LINKS snug_protocol Qt6::Core)\n"_s);
        write(u"server/rooms/hub.h"_s,
              kHeaderHead +
                  u"#include \"protocol/values.h\"\n#include \"store/operations.h\"\n"
                  "namespace snug::rooms {\n}  // namespace snug::rooms\n"_s);
        write(u"server/rooms/hub.cpp"_s, kHead + u"#include \"rooms/hub.h\"\n#include <QString>\n"_s);
    }

    void findsNothingInACleanTree()
    {
        for (const Rule rule : {checkIncludes, checkLinks, checkPlatformHeaders, checkSignals, checkDefaults,
                                checkLicence, checkPragmaOnce, checkWhiteSpace, checkBannedWords,
                                checkConnects, checkNamespaces, checkReadmes, checkListed}) {
            const Findings findings = rule(tree());
            QVERIFY2(findings.isEmpty(), findings.isEmpty() ? "" : qPrintable(findings.constFirst().what));
        }
        QVERIFY(checkLengths(tree(), {}).isEmpty());
    }

    void findsWhatIsPlanted_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<quintptr>("rule");
        plantInTheGraph();
        plantInTexts();
    }
    void findsWhatIsPlanted()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(int, line);
        QFETCH(quintptr, rule);
        write(path, text);
        const Findings findings = reinterpret_cast<Rule>(rule)(tree());
        QCOMPARE(findings.size(), 1);
        QVERIFY(path.startsWith(findings.constFirst().path));
        QCOMPARE(findings.constFirst().line, line);
    }

    void letsGoodCodePass_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<quintptr>("rule");
        const auto row = [](const char* name, const QString& path, const QString& text, Rule rule) {
            QTest::newRow(name) << path << text << reinterpret_cast<quintptr>(rule);
        };
        row("platform header where it belongs", u"server/net/x_linux.cpp"_s,
            kHead + u"#include <sys/epoll.h>\n"_s, checkPlatformHeaders);
        row("signals of C++", kHub, kHead + u"std::signal(SIGINT, SIG_DFL);  // not SIGHUP\n"_s,
            checkSignals);
        row("signal that is asked for", kHub, kHead + u"#ifdef SIGPIPE\nf(SIGPIPE);\n#endif\n"_s,
            checkSignals);
        row("part of files of Linux alone", u"server/rooms/poll_linux.cpp"_s, kHead, checkDefaults);
        row("the dispatcher", u"server/net/epoll_dispatcher.cpp"_s, kHead + u"#include <sys/epoll.h>\n"_s,
            checkPlatformHeaders);
        row("tests include what they test", u"tests/x/tst.cpp"_s,
            kHead + u"#include \"net/x.h\"\n#include \"tst.moc\"\n"_s, checkIncludes);
        row("connect with a context", u"ui/x.cpp"_s, kHead + u"connect(a, &A::b, this, [this] { f(); });\n"_s,
            checkConnects);
        row("connect to a member", u"ui/x.cpp"_s, kHead + u"connect(a, &A::b, &B::c);\n"_s, checkConnects);
        row("golden bytes", u"tests/x/golden/tab.json"_s, u"{\t} \n"_s, checkWhiteSpace);
        row("connect in a comment", u"ui/x.cpp"_s, kHead + u"// connect(a, &A::b, [] {}) is wrong\n"_s,
            checkConnects);
        row("connect in a string", u"ui/x.cpp"_s, kHead + u"f(\"connect(a, b, [] {})\", 10'000);\n"_s,
            checkConnects);
        row("forward declaration", u"server/rooms/hub.h"_s,
            kHeaderHead + u"namespace snug::store {\nclass Log;\n}\nnamespace snug::rooms {\n}\n"_s,
            checkNamespaces);
    }
    void letsGoodCodePass()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(quintptr, rule);
        write(path, text);
        const Findings findings = reinterpret_cast<Rule>(rule)(tree());
        QVERIFY2(findings.isEmpty(), findings.isEmpty() ? "" : qPrintable(findings.constFirst().what));
    }

    void knowsHowTestsAreNamed()
    {
        write(u"tests/x/CMakeLists.txt"_s,
              u"foreach(test tst_one two)\n${test}.cpp tst_${test}.cpp\nforeach(which sqlite)\n"
              "${which}_test.cpp ../support/proxy.cpp\n"_s);
        for (const QString& path : {u"tests/x/tst_one.cpp"_s, u"tests/x/tst_two.cpp"_s,
                                    u"tests/x/sqlite_test.cpp"_s, u"tests/support/proxy.cpp"_s}) {
            write(path, kHead + u"#include \"support/proxy.h\"\n"_s);
        }
        write(u"tests/support/proxy.h"_s, kHeaderHead);
        QVERIFY(checkListed(tree()).isEmpty());
        write(u"tests/x/other_test.cpp"_s, kHead);
        write(u"tests/x/forgotten.h"_s, kHeaderHead);
        QCOMPARE(checkListed(tree()).size(), 2);
    }

    void knowsHowSystemsAreChosen()
    {
        write(u"server/rooms/hub_unix.cpp"_s, kHead + u"#include <unistd.h>\n"_s);
        write(u"server/rooms/hub_default.cpp"_s, kHead);
        QCOMPARE(checkListed(tree()).size(), 2);
        const QString library = u"#\nsnug_library(snug_rooms SOURCES hub.h hub.cpp %1)\n"_s;
        write(kCMake, u"snug_platform_sources(sources hub)"_s + library.arg(u"${sources}"_s));
        QVERIFY(checkListed(tree()).isEmpty());
        QVERIFY(checkDefaults(tree()).isEmpty());
        write(kCMake, library.arg(u"hub_unix.cpp"_s));
        QCOMPARE(checkDefaults(tree()).size(), 1);
    }

    void measuresFilesAndFunctions()
    {
        const QString body = u"    f();\n"_s.repeated(69);
        const QString two =
            kHead + u"void a()\n{\n"_s + body + u"}\n"_s + u"void b()\n{\n    {\n    }\n"_s + body + u"}\n"_s;
        write(u"server/rooms/hub.cpp"_s, two);
        Findings findings = checkLengths(tree(), {.fileLines = 300, .functionLines = 71});
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.constFirst().line, 74);
        QVERIFY(findings.constFirst().what.contains(u"73 lines: void b()"_s));

        findings = checkLengths(tree(), {.fileLines = 146, .functionLines = 73});
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.constFirst().what, u"147 lines"_s);
    }

    void looksOnlyAtSources()
    {
        write(u"build/dev/x.cpp"_s, u"int x; \n"_s);
        write(u"notes/x.cpp"_s, u"int x; \n"_s);
        QVERIFY(checkWhiteSpace(tree()).isEmpty());
    }

private:
    static void row(const char* name, const QString& path, const QString& text, int line, Rule rule)
    {
        QTest::newRow(name) << path << text << line << reinterpret_cast<quintptr>(rule);
    }

    static void plantInTheGraph()
    {
        row("forbidden folder", kHub, kHead + u"#include \"net/listener.h\"\n"_s, 2, checkIncludes);
        row("forbidden header of an allowed few", kHub, kHead + u"#include \"store/store.h\"\n"_s, 2,
            checkIncludes);
        row("include without its folder", kHub, kHead + u"#include \"hub.h\"\n"_s, 2, checkIncludes);
        row("relative include", kHub, kHead + u"#include \"../store/operations.h\"\n"_s, 2, checkIncludes);
        row("folder outside of the graph", u"server/extra/x.cpp"_s, kHead, 0, checkIncludes);
        row("client includes server", u"app/client/x.cpp"_s, kHead + u"#include \"host/server_host.h\"\n"_s,
            2, checkIncludes);
        row("ui includes client", u"ui/x.cpp"_s, kHead + u"#include \"client/session.h\"\n"_s, 2,
            checkIncludes);
        row("forbidden link", kCMake, u"#\nsnug_library(snug_rooms SOURCES hub.cpp\n LINKS snug_store)\n"_s,
            2, checkLinks);
        row("forbidden private link", kCMake, u"\n\ntarget_link_libraries(snug_rooms PRIVATE snug_net)\n"_s,
            3, checkLinks);
        row("target of another folder", kCMake, u"snug_library(snug_net SOURCES hub.cpp)\n"_s, 1, checkLinks);
        row("platform header", kHub, kHead + u"#include <sys/epoll.h>\n"_s, 2, checkPlatformHeaders);
        row("a bus that only Linux has", kHub, kHead + u"#include <QDBusConnection>\n"_s, 2,
            checkPlatformHeaders);
        row("signal of Unix", kHub, kHead + u"std::signal(SIGHUP, SIG_IGN);\n"_s, 2, checkSignals);
        row("no default", u"server/rooms/hub_unix.cpp"_s, kHead, 0, checkDefaults);
    }

    static void plantInTexts()
    {
        row("no licence in a source", kHub, u"#include <QString>\n"_s, 1, checkLicence);
        row("no licence in a CMake file", kCMake, u"snug_library(snug_rooms)\n"_s, 1, checkLicence);
        row("no licence in a script's module", u"tests/load/x.py"_s, u"import sys\n"_s, 1, checkLicence);
        row("no licence in a script", u"tests/load/x.sh"_s, u"#!/bin/sh\ntrue\n"_s, 2, checkLicence);
        row("no pragma", kHeader, kHead + u"class Hub;\n"_s, 2, checkPragmaOnce);
        row("tab", kHub, kHead + u"\tint x;\n"_s, 2, checkWhiteSpace);
        row("trailing space", u"README.md"_s, u"# top \n"_s, 1, checkWhiteSpace);
        row("carriage return", kHub, kHead + u"int x;\r\n"_s, 2, checkWhiteSpace);
        row("last line without end", kHub, kHead + u"int x;"_s, 2, checkWhiteSpace);
        row("unfinished", kHub,
            kHead +
                u"// TO"
                "DO later\n"_s,
            2, checkBannedWords);
        row("unfinished in CMake", kCMake,
            u"# FIX"
            "ME\n"_s,
            1, checkBannedWords);
        row("skipped test", u"tests/rooms/tst_hub.cpp"_s,
            kHead +
                u"QS"
                "KIP(\"not now\");\n"_s,
            2, checkBannedWords);
        row("test as a friend", kHeader,
            kHeaderHead +
                u"friend class Te"
                "stHub;\n"_s,
            3, checkBannedWords);
        row("rich text", u"ui/x.cpp"_s,
            kHead +
                u"label->setHt"
                "ml(text);\n"_s,
            2, checkBannedWords);
        row("whole module", kHub,
            kHead +
                u"#include <Qt"
                "Core>\n"_s,
            2, checkBannedWords);
        row("fixed temporary path", u"tests/x.cpp"_s,
            kHead +
                u"open(\"/t"
                "mp/x\");\n"_s,
            2, checkBannedWords);
        row("contextless connect", kHub, kHead + u"\nconnect(a, &A::b, [x = f(1, 2), y] {\n});\n"_s, 3,
            checkConnects);
        row("contextless timer", kHub, kHead + u"QTimer::singleShot(5, [this] { f(a, b); });\n"_s, 2,
            checkConnects);
        row("another namespace", kHeader, kHeaderHead + u"namespace snug::store {\n}\n"_s, 0,
            checkNamespaces);
        row("folder without README", u"server/store/x.cpp"_s, kHead, 0, checkReadmes);
        row("dead source", u"server/rooms/old_hub.cpp"_s, kHead, 0, checkListed);
        row("dead header", u"server/rooms/old_hub.h"_s, kHeaderHead, 0, checkListed);
    }

    void write(const QString& path, const QString& text) const
    {
        const QFileInfo info(top_->filePath(path));
        QVERIFY(QDir().mkpath(info.path()));
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }

    Files tree() const { return readTree(top_->path()); }

    std::optional<QTemporaryDir> top_;
};

QTEST_APPLESS_MAIN(TestTidyRules)
#include "tst_tidy_rules.moc"
