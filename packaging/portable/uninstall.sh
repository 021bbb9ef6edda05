#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Removes what the installer of the portable Snug put there, and nothing else: messages and settings stay.
set -eu

quiet=no
say() { [ "$quiet" = yes ] || printf '%s\n' "$*"; }
fail() {
    printf 'snug-uninstall: %s\n' "$2" >&2
    exit "$1"
}

help() {
    cat <<'HELP'
Removes the Snug that this command came with. Your messages and settings stay.

  snug-uninstall [--quiet]

Exit codes: 64 wrong options, 73 no right to remove it, 75 it runs, 78 it was not installed, but unpacked by hand.
HELP
}

in_use() {
    for process in /proc/[0-9]*/exe; do
        case $(readlink "$process" 2>/dev/null) in "$prefix"/*) return 0 ;; esac
    done
    return 1
}

# Links that still lead to us, and folders that were made for them and have nothing else in them now.
remove_links() {
    grep -v '/$' "$prefix/installed" | while read -r file; do
        case $(readlink "$file" 2>/dev/null) in "$prefix"/*) rm -f "$file" ;; esac
    done
}

remove_folders() {
    grep '/$' "$1" | LC_ALL=C sort -r | while read -r folder; do
        rmdir "$folder" 2>/dev/null || true
    done
}

# Snug writes this one itself, when it is to start with the session.
remove_autostart() {
    for file in "${XDG_CONFIG_HOME:-$HOME/.config}"/autostart/*.desktop; do
        [ -f "$file" ] && grep -qF "$prefix/" "$file" && rm -f "$file"
    done
    return 0
}

# The list of what opens which kind of link goes with its last entry.
tell_desktop() {
    folder=${XDG_DATA_HOME:-$HOME/.local/share}/applications
    [ -f "$folder/mimeinfo.cache" ] && command -v update-desktop-database >/dev/null || return 0
    update-desktop-database -q "$folder" 2>/dev/null || true
    [ "$(cat "$folder/mimeinfo.cache" 2>/dev/null)" != "[MIME Cache]" ] || rm -f "$folder/mimeinfo.cache"
}

main() {
    case ${1:-} in
    --quiet) quiet=yes ;;
    -h | --help)
        help
        return
        ;;
    '') ;;
    *) fail 64 "there is no option \"$1\"" ;;
    esac
    self=$(readlink -f "$0")
    here=${self%/bin/*}
    prefix=${here%/*}
    [ -f "$prefix/installed" ] || fail 78 "this Snug was unpacked by hand; to remove it, delete $here"
    [ -w "$prefix" ] || fail 73 "$prefix is read-only, or not yours"
    ! in_use || fail 75 "Snug runs; close it (and snugd), then try again"
    folders=$(mktemp)
    cp "$prefix/installed" "$folders"
    remove_links
    remove_autostart
    tell_desktop
    rm -rf "$prefix"/[0-9]*-* "$prefix"/.new-* "$prefix/current" "$prefix/installed"
    rmdir "$prefix" 2>/dev/null || true
    remove_folders "$folders"
    rm -f "$folders"
    say "Snug is removed. What was said and set is kept, for when you come back; to delete it too, delete"
    say "  ${XDG_DATA_HOME:-$HOME/.local/share}/snug and ${XDG_CONFIG_HOME:-$HOME/.config}/snug"
}

# The shell has read all of this file before any of it is deleted.
main "$@"; exit 0
