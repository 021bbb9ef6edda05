#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The desktop program of a root on a display that nobody sees. To be sourced after root.sh and server.sh. The display is this
# machine's, in the quiet network; program, fonts and libraries are the root's.
#
#   desktop_start ROOT LOG ARGUMENT…   starts snug there as the ordinary user ada, who is made where she is not there
#   desktop_picture FILE.png [COLOURS] what the display shows, once it shows more than an empty window
#   desktop_stop
#   display_start                      the display alone, DESKTOP_DISPLAY
set -euo pipefail
readonly DESKTOP_DISPLAY=127.0.0.1:7
DESKTOP_PID=
DESKTOP_X=

display_is_there() { in_quiet_network xdpyinfo -display "$DESKTOP_DISPLAY" >/dev/null 2>&1; }

display_start() {
    in_quiet_network setpriv --pdeathsig KILL Xvfb ":${DESKTOP_DISPLAY#*:}" -screen 0 1280x800x24 -ac -listen tcp -nolisten unix -noreset \
        >/dev/null 2>&1 &
    DESKTOP_X=$!
    root_wait "a display" display_is_there
}

desktop_start() {
    local root=$1 log=$2
    shift 2
    in_root "$root" sh -c 'id -u ada >/dev/null 2>&1 || useradd --create-home ada'
    display_start
    in_quiet_root "$root" setpriv --reuid ada --regid ada --init-groups env HOME=/home/ada XDG_RUNTIME_DIR=/tmp \
        DISPLAY="$DESKTOP_DISPLAY" snug "$@" >"$log" 2>&1 &
    DESKTOP_PID=$!
}

shows_something() {
    in_quiet_network import -display "$DESKTOP_DISPLAY" -window root "$1" && (($(identify -format %k "$1") > ${2:-200}))
}

desktop_picture() { root_wait "a window" shows_something "$@"; }

desktop_stop() {
    local status=0
    kill -0 "$DESKTOP_PID" 2>/dev/null || fail "snug ended by itself"
    kill -TERM "$(root_program "$DESKTOP_PID")"
    wait "$DESKTOP_PID" || status=$?
    ((status == 0)) || fail "snug ended with $status"
    kill "$DESKTOP_X"
    wait "$DESKTOP_X" || true
}
