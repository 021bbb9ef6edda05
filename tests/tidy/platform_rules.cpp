// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include "tidy/code_reading.h"
#include "tidy/rules.h"
#include "tidy/target_graph.h"

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

bool isPlatformHeader(const QString& header)
{
    static const QRegularExpression pattern(
        u"^(sys|linux|netinet|arpa|net|systemd|X11|xcb|wayland)/|^Q(t?DBus|X11|Wayland)"
        "|^(unistd|fcntl|netdb|poll|pthread|sched|signal|termios|dirent|dlfcn|pwd|grp|spawn|pty|utime|mntent|"
        "glob"
        "|semaphore|strings|execinfo|sysexits|syslog|ifaddrs|windows|winsock2|ws2tcpip|shlobj|io)\\.h$"_s);
    return pattern.match(header).hasMatch();
}

const QRegularExpression& platformEnding()
{
    static const QRegularExpression pattern(u"_(linux|unix|windows|macos)\\.(cpp|h)$"_s);
    return pattern;
}

bool mayUsePlatform(const SourceFile& file)
{
    static const QRegularExpression dispatcher(u"/epoll_dispatcher\\.(cpp|h)$"_s);
    return platformEnding().match(file.path).hasMatch() || dispatcher.match(file.path).hasMatch();
}

bool ofProduct(const SourceFile& file)
{
    return !file.path.startsWith(u"tests/");
}

// Tests run on Linux, and may look at what it says.
bool isBound(const SourceFile& file)
{
    return file.isCode() && (ofProduct(file) || rowOfFolder(file.folder()) != nullptr);
}

// "server/net/stream" of server/net/stream_linux.cpp and its kin; empty: it is no such file.
QString stemOf(const QString& path)
{
    static const QRegularExpression pattern(u"^(.*)_(linux|unix|windows|macos|default)\\.cpp$"_s);
    return pattern.match(path).captured(1);
}

// Whether another system misses nothing without it: only files of the same kind include its header.
bool isInnerPart(const QString& stem, const Files& files)
{
    const QString header = stem.section(u'/', -2) + u".h"_s;
    for (const SourceFile& file : files) {
        if (!isBound(file) || mayUsePlatform(file)) {
            continue;
        }
        for (const Include& include : includesOf(file)) {
            if (include.header == header) {
                return false;
            }
        }
    }
    return true;
}

// What a CMakeLists.txt of the product lists by itself though snug_platform_sources() is to choose it.
void checkChoice(const SourceFile& list, const QSet<QString>& paths, Findings& findings)
{
    static const QRegularExpression word(u"[a-z0-9_]+_(linux|unix|windows|macos|default)\\.cpp"_s);
    for (int i = 0; i < list.lines.size(); ++i) {
        auto matches = word.globalMatch(list.lines[i].section(u'#', 0, 0));
        while (matches.hasNext()) {
            const QString name = matches.next().captured();
            if (paths.contains(stemOf(list.folder() + u'/' + name) + u"_default.cpp"_s)) {
                findings.append({list.path, i + 1, u"snug_platform_sources() is to choose %1"_s.arg(name)});
            }
        }
    }
}

}  // namespace

Findings checkPlatformHeaders(const Files& files)
{
    Findings findings;
    for (const SourceFile& file : files) {
        if (!isBound(file) || mayUsePlatform(file)) {
            continue;
        }
        for (const Include& include : includesOf(file)) {
            if (!include.quoted && isPlatformHeader(include.header)) {
                findings.append(
                    {file.path, include.line,
                     u"<%1> belongs into a file named …_linux.cpp or …_unix.cpp"_s.arg(include.header)});
            }
        }
    }
    return findings;
}

// The signals of standard C++ are on every system; of another one `#ifdef` asks first.
Findings checkSignals(const Files& files)
{
    static const QRegularExpression others(
        u"\\bSIG(?!INT\\b|TERM\\b|ABRT\\b|FPE\\b|ILL\\b|SEGV\\b|_)[A-Z0-9]+\\b"_s);
    Findings findings;
    for (const SourceFile& file : files) {
        if (!isBound(file) || mayUsePlatform(file)) {
            continue;
        }
        const QStringList lines = codeOf(file.text).split(u'\n');
        for (int i = 0; i < lines.size(); ++i) {
            const QString name = others.match(lines[i]).captured();
            if (!name.isEmpty() && !file.text.contains(u"#ifdef "_s + name)) {
                findings.append({file.path, i + 1, u"%1 is not on every system"_s.arg(name)});
            }
        }
    }
    return findings;
}

Findings checkDefaults(const Files& files)
{
    QSet<QString> paths;
    for (const SourceFile& file : files) {
        paths.insert(file.path);
    }
    Findings findings;
    for (const SourceFile& file : files) {
        const QString stem = stemOf(file.path);
        if (ofProduct(file) && !stem.isEmpty() && !paths.contains(stem + u"_default.cpp"_s) &&
            !isInnerPart(stem, files)) {
            findings.append({file.path, 0, u"%1_default.cpp is missing"_s.arg(stem.section(u'/', -1))});
        }
        if (ofProduct(file) && file.name() == u"CMakeLists.txt") {
            checkChoice(file, paths, findings);
        }
    }
    return findings;
}

}  // namespace snug::tidy
