// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/changelog.h"

#include <QFile>

namespace snug::shell {

using namespace Qt::StringLiterals;

QVector<Release> readChangelog(const QString& text)
{
    QVector<Release> releases;
    bool ofARelease = false;
    for (QString line : text.split(u'\n')) {
        line.remove(u'`');
        if (line.startsWith(u"## ")) {
            const QString title = line.mid(3).trimmed();
            const auto version = client::Version::parse(title.section(u' ', 0, 0));
            ofARelease = version.has_value();
            if (ofARelease) {
                releases.append({*version, {title, {}}});
            }
        } else if (ofARelease && line.startsWith(u"- ")) {
            releases.last().notes.points.append(line.mid(2).trimmed());
        } else if (ofARelease && line.startsWith(u"  ") && !releases.last().notes.points.isEmpty()) {
            releases.last().notes.points.last() += u' ' + line.trimmed();
        }
    }
    return releases;
}

QVector<Release> ownChangelog()
{
    QFile file(u":/snug/CHANGELOG.md"_s);
    const bool opened = file.open(QFile::ReadOnly);
    Q_ASSERT(opened);
    return opened ? readChangelog(QString::fromUtf8(file.readAll())) : QVector<Release>();
}

QVector<ui::ReleaseNotes> notesSince(const QVector<Release>& releases,
                                     const std::optional<client::Version>& version)
{
    QVector<ui::ReleaseNotes> notes;
    for (const Release& release : releases) {
        if (!version || release.version > *version) {
            notes.append(release.notes);
        }
    }
    return notes;
}

}  // namespace snug::shell
