// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tidy/source_tree.h"

namespace snug::tidy {

using Files = QVector<SourceFile>;

// Each rule takes the whole tree and answers what breaks it. Pure.

// graph_rules.cpp
Findings checkIncludes(const Files& files);  // only what the target graph allows, rooted: "folder/file.h"
Findings checkLinks(const Files& files);     // CMake targets link only what the graph allows

// platform_rules.cpp
Findings checkPlatformHeaders(const Files& files);  // only in files that say so by their name
Findings checkSignals(const Files& files);          // those of one system likewise
Findings checkDefaults(const Files& files);  // each such file has a _default beside it, and CMake chooses

// text_rules.cpp
Findings checkLicence(const Files& files);     // the SPDX line
Findings checkPragmaOnce(const Files& files);  // in every header
Findings checkWhiteSpace(
    const Files& files);  // no tab, CR or white space at a line's end; a new-line at the end
Findings checkBannedWords(const Files& files);  // marks of unfinished work, skipped tests, rich text, …

// code_rules.cpp
Findings checkConnects(
    const Files& files);  // a lambda that outlives what it captured: connect without a context
Findings checkNamespaces(const Files& files);  // namespace = folder, in headers

// layout_rules.cpp
Findings checkReadmes(const Files& files);  // every folder with code explains itself
Findings checkListed(const Files& files);   // every source is named in a CMakeLists.txt: no dead files

// length_rules.cpp
struct Bounds {
    int fileLines = 300;
    int functionLines = 70;
};
Findings checkLengths(const Files& files, const Bounds& bounds);

}  // namespace snug::tidy
