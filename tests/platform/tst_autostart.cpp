// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "platform/autostart.h"

using namespace snug::platform;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& contents)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(contents);
}

}  // namespace

class AutostartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("SNUG_LAUNCHER"); }

    void isAFile()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"made/when/missing.desktop"_s);
        Autostart autostart(file);
        QVERIFY(autostart.isOffered());
        QVERIFY(!autostart.isOn());
        QVERIFY(!autostart.set(false));
        QVERIFY(!autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(Autostart(file).isOn());
        QVERIFY(contentsOf(file).startsWith("[Desktop Entry]\nType=Application\n"));
        QVERIFY(contentsOf(file).contains("\nExec=\"" + QCoreApplication::applicationFilePath().toUtf8() +
                                          "\" --hidden\n"));
        QVERIFY(!autostart.set(false));
        QVERIFY(!autostart.isOn());
        QVERIFY(!QFile::exists(file));
    }

    void followsTheDesktopsFolder()
    {
        qputenv("XDG_CONFIG_HOME", "/somewhere/else");
        QCOMPARE(Autostart::fileFor(u"chat.snug.Snug"_s),
                 u"/somewhere/else/autostart/chat.snug.Snug.desktop"_s);
    }

    void startsTheLauncherWhereThereIsOne()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"a.desktop"_s);
        qputenv("SNUG_LAUNCHER", "/odd \"$place`\\ 100%/snug");
        QVERIFY(!Autostart(file).set(true));
        QVERIFY(contentsOf(file).contains("Exec=\"/odd \\\\\"\\\\$place\\\\`\\\\\\\\ 100%%/snug\" --hidden"));
        qputenv("SNUG_LAUNCHER", "relative/snug");  // from wherever the session begins
        QCOMPARE(Autostart::program(), QCoreApplication::applicationFilePath());
    }

    void knowsWhatDesktopsDoToIt()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"a.desktop"_s);
        Autostart autostart(file);
        QVERIFY(!autostart.set(true));
        const QByteArray on = contentsOf(file);
        write(file, QByteArray(on).replace("enabled=true", "enabled=false"));
        QVERIFY(!autostart.isOn());
        write(file, on + "Hidden=true\n");
        QVERIFY(!autostart.isOn());
        QVERIFY(!autostart.set(true));
        QVERIFY(autostart.isOn());
    }

    void saysWhyItCannot()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"file"_s);
        write(file, "in the way");
        const auto why = Autostart(file + u"/a.desktop"_s).set(true);
        QVERIFY(why && why->contains(file));
    }

    void isNotOfferedWithoutAPlace()
    {
        QVERIFY(!Autostart({}).isOffered());
        QVERIFY(!Autostart({}).isOn());
    }
};

QTEST_GUILESS_MAIN(AutostartTest)
#include "tst_autostart.moc"
