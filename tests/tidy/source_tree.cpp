// SPDX-License-Identifier: GPL-3.0-or-later
#include "tidy/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <algorithm>

namespace snug::tidy {

namespace {

using namespace Qt::StringLiterals;

// Where the sources live; whatever else lies at the top (build folders, a person's notes) is nobody's
// business.
const QStringList kFolders{u".ci"_s,    u"app"_s,       u"cmake"_s, u"packaging"_s,
                           u"server"_s, u"resources"_s, u"tests"_s, u"ui"_s};

bool isText(const QByteArray& bytes)
{
    return !bytes.contains('\0');
}

void readFile(const QDir& top, const QString& path, QVector<SourceFile>& files)
{
    QFile file(top.filePath(path));
    if (!file.open(QIODevice::ReadOnly)) {
        return;
    }
    const QByteArray bytes = file.readAll();
    if (isText(bytes)) {
        files.append(makeFile(path, QString::fromUtf8(bytes)));
    }
}

}  // namespace

SourceFile makeFile(const QString& path, const QString& text)
{
    SourceFile file{path, text, text.split(u'\n')};
    if (file.lines.constLast().isEmpty()) {
        file.lines.removeLast();
    }
    return file;
}

QVector<SourceFile> readTree(const QString& top)
{
    const QDir folder(top);
    QVector<SourceFile> files;
    for (const QString& name : folder.entryList(QDir::Files | QDir::Hidden)) {
        readFile(folder, name, files);
    }
    for (const QString& name : kFolders) {
        QDirIterator walk(folder.filePath(name), QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            readFile(folder, folder.relativeFilePath(walk.next()), files);
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

}  // namespace snug::tidy
