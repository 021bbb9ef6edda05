#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A person without any right on a system: ada, who is logged in as long as the test runs. To be sourced after root.sh.
#
#   person_log_in ROOT     all that follows sees one another's processes and mounts, as on a machine
#   as_ada COMMAND…        runs it as her, at home, in the quiet network
#   as_root COMMAND…       runs it as root beside her
#   program_of COMMAND     the process, as this machine numbers it, of the program under her home that is called like that
#   maps_of PID            the files that it has loaded
#   person_log_out
set -euo pipefail
PERSON_JOB=
PERSON_SESSION=
PERSON_ROOT=

session_is_there() { PERSON_SESSION=$(root_program "$PERSON_JOB") && [[ $(cat "/proc/$PERSON_SESSION/comm" 2>/dev/null) == sleep ]]; }

person_log_in() {
    PERSON_ROOT=$(realpath "$1")
    in_root "$1" sh -c 'id -u ada >/dev/null 2>&1 || useradd --create-home --shell /bin/sh ada'
    in_quiet_root "$1" sleep infinity &
    PERSON_JOB=$!
    root_wait "a session" session_is_there
    as_root install -d -o ada -g ada -m 700 /run/ada
}

person_log_out() {
    kill "$PERSON_JOB"
    wait "$PERSON_JOB" || true
}

in_session() { nsenter --target "$PERSON_SESSION" --mount --pid --net --root --wdns="$1" "${@:2}"; }

readonly PERSON_ENVIRONMENT=(PATH=/home/ada/.local/bin:/usr/bin:/bin HOME=/home/ada XDG_RUNTIME_DIR=/run/ada LC_ALL=C.UTF-8)

as_ada() {
    in_session /home/ada setpriv --reuid ada --regid ada --init-groups env -i "${PERSON_ENVIRONMENT[@]}" "$@"
}

as_root() { in_session / env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

# By the command line and not by the program, which is glibc's loader where the host's is too old.
program_of() {
    local pid
    for pid in $(pgrep --full "/home/ada/.*/libexec/$1( |\$)"); do
        [[ $(readlink "/proc/$pid/exe") == "$PERSON_ROOT"/*/libexec/* ]] && echo "$pid" && return
    done
    return 1
}

# This machine sees them where the root is; here they are told as they are in there.
maps_of() { awk -v root="$PERSON_ROOT" 'index($6, root) == 1 {print substr($6, length(root) + 1)}' "/proc/$1/maps" | sort -u; }
