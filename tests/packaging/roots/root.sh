#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Roots: fresh Debian systems in folders, for the tests beside this file to install in. To be sourced, as root:
#
#   root_make SUITE FOLDER    a fresh system; its base is unpacked from build/roots/SUITE.tar, made at the first time
#   root_share ROOT FOLDER PLACE   FOLDER is seen as PLACE by all that runs in the root
#   in_root ROOT COMMAND…     runs it there as root, with the machine's network: for apt-get
#   in_quiet_root ROOT COMMAND…    likewise, with a network that has loopback only, shared by all these: port 4777 is free
#   in_quiet_network COMMAND…      runs it on this machine, with that network
#   root_apt ROOT ARGUMENT…   apt-get there
#   root_program PID          the process that runs in a root, of the job PID that entered it: for signals
#   root_wait WHAT COMMAND…   runs COMMAND until it succeeds; after a minute the test fails and says WHAT
#   fail SENTENCE             ends the test
#
# What runs in a root has mounts and processes of its own and ends with the command that was given, so nothing stays
# mounted; and jobs that still run when the test ends, end with it (a trap on EXIT, which is this file's). The mirror is
# the one that this machine's apt uses.
set -euo pipefail

ROOTS_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly ROOTS_SOURCE
readonly ROOTS_CACHE="$ROOTS_SOURCE/build/roots"
declare -A ROOTS_SHARED=()  # root → lines "FOLDER PLACE"
ROOTS_NETWORK=

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() {
    say "FAILED: $*"
    exit 1
}

((EUID == 0)) || fail "roots are made and entered by root alone"

# The address of Debian itself in the machine's apt configuration; other releases are on the same mirror.
roots_mirror() {
    local mirror
    # shellcheck disable=SC2016  # apt's own variables
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' |
        awk '$2 == "Debian" && $3 == "Debian" {print $1; exit}')
    [[ -n $mirror ]] || fail "this machine's apt knows no mirror of Debian"
    printf '%s\n' "$mirror"
}

# The base of a suite, as a tar that is made whole or not at all.
roots_base() {
    local suite=$1 folder mirror
    local tar="$ROOTS_CACHE/$suite.tar"
    if [[ ! -f $tar ]]; then
        say "making the base of $suite"
        mkdir -p "$ROOTS_CACHE"
        mirror=$(roots_mirror)
        folder=$(mktemp -d "$ROOTS_CACHE/$suite.XXXXXX")
        debootstrap --variant=minbase "$suite" "$folder" "$mirror" >"$ROOTS_CACHE/$suite.log" ||
            fail "no $suite could be had, see $ROOTS_CACHE/$suite.log"
        printf 'deb %s %s main\n' "$mirror" "$suite" >"$folder/etc/apt/sources.list"
        # No service is started by being installed: there is no init in a root.
        printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
        chmod 755 "$folder" "$folder/usr/sbin/policy-rc.d"
        tar --numeric-owner -C "$folder" -cf "$folder.tar" .
        mv "$folder.tar" "$tar"
        rm -rf "$folder"
    fi
    printf '%s\n' "$tar"
}

root_make() {
    local suite=$1 folder=$2 tar
    roots_begin_network
    tar=$(roots_base "$suite")
    rm -rf "$folder"
    mkdir -p "$folder" "$ROOTS_CACHE/archives-$suite/partial"
    tar --numeric-owner -C "$folder" -xf "$tar"
    root_share "$folder" "$ROOTS_CACHE/archives-$suite" /var/cache/apt/archives
}

root_share() {
    mkdir -p "$1$3"
    ROOTS_SHARED[$1]="${ROOTS_SHARED[$1]:-}$2 $3"$'\n'
}

# roots_enter NETWORK ROOT COMMAND…: NETWORK is a process whose network is used, or empty.
roots_enter() {
    local network=$1 root=$2
    shift 2
    local prefix=()
    [[ -n $network ]] && prefix=(nsenter --net="/proc/$network/ns/net")
    # shellcheck disable=SC2016  # for the shell inside
    "${prefix[@]}" setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child bash -euc '
        root=$1 shared=$2
        shift 2
        mount --bind "$root" "$root"  # a mount point, so that what asks how full / is finds one
        mount -t proc proc "$root/proc"
        mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
        mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
        while read -r folder place; do
            [[ -z $place ]] || mount --bind "$folder" "$root$place"
        done <<<"$shared"
        cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
            DEBIAN_FRONTEND=noninteractive ${http_proxy:+"http_proxy=$http_proxy"} chroot "$root" "$@"
    ' bash "$root" "${ROOTS_SHARED[$root]:-}" "$@"
}

# Between the job and the program are a shell and unshare, which takes everything in the root with it when it gets a signal.
root_program() {
    local pid=$1 child
    while child=$(pgrep --parent "$pid" | head -1) && [[ -n $child ]]; do pid=$child; done
    echo "$pid"
}

roots_end() {
    local jobs
    mapfile -t jobs < <(jobs -p)
    ((${#jobs[@]} == 0)) || kill "${jobs[@]}" 2>/dev/null || true
}
trap roots_end EXIT

in_root() { roots_enter "" "$@"; }

in_quiet_network() { nsenter --net="/proc/$ROOTS_NETWORK/ns/net" "$@"; }
in_quiet_root() { roots_enter "$ROOTS_NETWORK" "$@"; }

# Begun by root_make, because what is begun in a subshell would be forgotten.
roots_begin_network() {
    [[ -n $ROOTS_NETWORK ]] && return
    unshare --net setpriv --pdeathsig KILL -- bash -c 'ip link set lo up && exec sleep infinity' &
    ROOTS_NETWORK=$!
    root_wait "a network with loopback only" roots_has_loopback
}

roots_has_loopback() { nsenter --net="/proc/$ROOTS_NETWORK/ns/net" ip -o addr show dev lo 2>/dev/null | grep 127.0.0.1 >/dev/null; }

root_apt() {
    local root=$1
    shift
    in_root "$root" apt-get -qq -o Dpkg::Use-Pty=0 "$@"
}

root_wait() {
    local what=$1 tries
    shift
    for ((tries = 0; tries < 600; ++tries)); do
        "$@" && return
        sleep 0.1
    done
    fail "not within a minute: $what"
}
