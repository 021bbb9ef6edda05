// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

namespace snug::tidy {

// A text file of the project. `path` is relative to the top, with '/'.
struct SourceFile {
    QString path;
    QString text;
    QStringList lines;  // without line ends

    QString folder() const { return path.contains(u'/') ? path.section(u'/', 0, -2) : QString(); }
    QString name() const { return path.section(u'/', -1); }
    bool isHeader() const { return path.endsWith(u".h"); }
    bool isCode() const { return isHeader() || path.endsWith(u".cpp"); }
    bool isCMake() const { return name() == u"CMakeLists.txt" || path.endsWith(u".cmake"); }
    // What scripts are made of: a file in a script's language that is not run by itself.
    bool isModule() const
    {
        static const QStringList endings{QStringLiteral("py"), QStringLiteral("js"), QStringLiteral("lua"),
                                         QStringLiteral("awk")};
        return !isScript() && endings.contains(path.section(u'.', -1));
    }
    bool isScript() const { return path.endsWith(u".sh") || text.startsWith(u"#!"); }
};

// One thing that a rule found fault with. `line` from 1; 0: the whole file.
struct Finding {
    QString path;
    int line = 0;
    QString what;
};
using Findings = QVector<Finding>;

// All text files below a folder, read once; build output, hidden folders and binary files left out. Sorted by
// path.
QVector<SourceFile> readTree(const QString& top);

// A file made of text, as readTree() would read it.
SourceFile makeFile(const QString& path, const QString& text);

}  // namespace snug::tidy
