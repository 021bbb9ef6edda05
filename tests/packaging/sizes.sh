#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints how large the packages in a folder are, as a table: sizes.sh DIST_FOLDER. For the page that `./dev start-up` writes.
set -euo pipefail
readonly DIST=$1

megabytes() { awk -v bytes="$1" 'BEGIN {printf "%.1f", bytes / 1e6}'; }

# What its files take, in bytes; empty where the package does not tell.
installed() {
    case $1 in
    *.deb) echo $(($(dpkg-deb --field "$1" Installed-Size) * 1024)) ;;
    *.rpm) rpm --query --package --nosignature --queryformat '%{SIZE}' "$1" ;;
    *.tar.xz) xz --robot --list "$1" | awk '$1 == "totals" {print $5}' ;;
    esac
}

printf '| package | to download, MB | installed, MB |\n|---|--:|--:|\n'
for file in "$DIST"/*.deb "$DIST"/*.rpm "$DIST"/*.run "$DIST"/*linux*.tar.xz; do
    [[ -f $file ]] || continue
    size=$(installed "$file")
    printf '| %s | %s | %s |\n' "$(basename "$file")" "$(megabytes "$(stat -c %s "$file")")" "${size:+$(megabytes "$size")}"
done
