#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The server of a root as its unit runs it, and somebody who chats with it. To be sourced after root.sh.
#
#   server_start ROOT LOG     as the unit's account, by its ExecStart, until it says that it is ready
#   server_stop               as systemd stops it; fails where it does not end well
#   chat ARGUMENT…            chat.py on its port
#   was_said TEXT             whether that stands in the lobby
#   load_server ROOT          many people at once, each message checked
set -euo pipefail
readonly CHAT_ADDRESS=127.0.0.1:4777
SERVER_PID=

# One setting of the unit; the command line in one piece.
unit_setting() {
    sed -e ':again' -e '/\\$/{N;s/\\\n *//;b again' -e '}' "$1/usr/lib/systemd/system/snugd.service" | sed -n "s/^$2=//p"
}

server_is_ready() { grep -q '^snugd ready: ' "$1" || { kill -0 "$SERVER_PID" 2>/dev/null || fail "snugd ended: $(cat "$1")"; false; }; }

server_start() {
    local root=$1 log=$2 user
    local command
    user=$(unit_setting "$root" User)
    read -ra command <<<"$(unit_setting "$root" ExecStart)"
    : >"$log"  # what is waited for is looked for in it
    # No capability and no way to one, as there; what systemd fences in besides cannot be had without it.
    in_quiet_root "$root" setpriv --reuid "$user" --regid "$user" --init-groups --no-new-privs --inh-caps=-all \
        --bounding-set=-all "${command[@]}" >"$log" 2>&1 &
    SERVER_PID=$!
    root_wait "snugd ready" server_is_ready "$log"
}

server_stop() {
    local status=0
    kill -TERM "$(root_program "$SERVER_PID")"
    wait "$SERVER_PID" || status=$?
    ((status == 0)) || fail "snugd ended with $status"
}

chat() { in_quiet_network python3 "$(dirname "${BASH_SOURCE[0]}")/chat.py" "$CHAT_ADDRESS" "$@"; }

was_said() { chat read lobby | grep -F -- "$1" >/dev/null; }

load_server() {
    local told
    told=$(in_quiet_network "$ROOTS_SOURCE/build/release/bin/snug-load" --url "ws://$CHAT_ADDRESS" --rooms 4 --members 5 --rate 8 --warmup 0 \
        --seconds 2 --quiet 2>&1) || fail "not every message reached everybody once and in order: $told"
}
