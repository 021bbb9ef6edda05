#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packages of a version before, to upgrade from: those of the release build, numbered VERSION~previous. To be sourced after root.sh,
# by a test that has DIST and WORK.
#
#   make_previous KIND        deb or rpm, into WORK/previous
set -euo pipefail

make_previous() {
    local kind=$1 version
    say "making packages of a version before"
    rm -rf "$WORK/previous"
    mkdir -p "$WORK/previous"
    version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[^=]*=//p' "$ROOTS_SOURCE/build/release/CMakeCache.txt")
    SOURCE_DATE_EPOCH=$(stat -c %Y "$DIST/SHA256SUMS") SNUG_PACKAGE_VERSION="$version~previous" \
        "$ROOTS_SOURCE/packaging/$kind/build" "$ROOTS_SOURCE/build/release" "$WORK/previous"
}
