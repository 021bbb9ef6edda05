// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tidy/source_tree.h"

namespace snug::tidy {

// What several rules want to know of a source. Pure.

// What an `#include` line names. `quoted` ones are ours, the others the system's.
struct Include {
    QString header;
    bool quoted = false;
    int line = 0;
};
QVector<Include> includesOf(const SourceFile& file);

// The text with comments and literals blanked, each line where it was.
QString codeOf(const QString& text);

}  // namespace snug::tidy
