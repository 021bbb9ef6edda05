// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace snug::tidy {

// The target graph of ARCHITECTURE.md, in the one place where it is enforced. What is not listed is
// forbidden. To add an arrow is a decision: it belongs into ARCHITECTURE.md with its reason.
struct GraphRow {
    QString folder;          // of the sources, from the top
    QString target;          // its CMake library
    QStringList mayInclude;  // folders as includes write them ("base"), or single headers ("ui/roles.h")
    QStringList mayLink;     // libraries of ours
};

// The row of a folder or a target; null when it has none.
const GraphRow* rowOfFolder(const QString& folder);
const GraphRow* rowOfTarget(const QString& target);
const QVector<GraphRow>& targetGraph();

}  // namespace snug::tidy
