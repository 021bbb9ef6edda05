#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench.sh [--quick] BIN_FOLDER RESULTS_FILE
#
# Runs snugd and snug-load from BIN_FOLDER against each other, scenario by scenario, each with a server and data of
# its own, and writes a Markdown page. Server and tool have a core each. Fails when a message was lost, doubled or out
# of order, or a bound was passed. --quick: small and short, to see that all of it works; its figures mean nothing.
set -euo pipefail

quick=no
if [[ ${1:-} == --quick ]]; then
    quick=yes
    shift
fi
bin=$1 results=$2
server_pid=0
shared_pids=() # of Redis and the servers that share it
failed=0
work=$(mktemp -d "${TMPDIR:-/var/tmp}/snug-bench.XXXXXX") # /var/tmp is on disk where /tmp may be memory

stop_server() {
    ((server_pid == 0)) && return
    kill -TERM "$server_pid" 2>/dev/null || true
    local tries
    for ((tries = 0; tries < 50; ++tries)); do
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    if kill -KILL "$server_pid" 2>/dev/null; then
        echo "bench: snugd did not stop within 5 s" >&2
        failed=1
    fi
    wait "$server_pid" 2>/dev/null || true
    server_pid=0
}
stop_shared() {
    ((${#shared_pids[@]} == 0)) && return
    kill -TERM "${shared_pids[@]}" 2>/dev/null || true
    wait "${shared_pids[@]}" 2>/dev/null || true
    shared_pids=()
}
trap 'stop_server; stop_shared; rm -rf "$work"' EXIT

# on_core N COMMAND…: pinned when there are cores enough and figures matter.
on_core() {
    local core=$1
    shift
    if [[ $quick == no ]] && (($(nproc) > 1)); then
        exec taskset -c "$core" "$@"
    fi
    exec "$@"
}

# Starts a server with new data; sets server_pid and url.
start_server() {
    rm -rf "$work/data"
    : >"$work/ready"
    (on_core 0 "$bin/snugd" --listen 127.0.0.1 --port 0 --http-port 0 --data "$work/data" --io-threads 1 \
        --log-level warning --messages-per-second 0 --commands-per-second 0 --max-connections-per-address 0 \
        >"$work/ready" 2>"$work/log") &
    server_pid=$!
    local tries
    for ((tries = 0; tries < 100; ++tries)); do
        url=$(sed -n 's/^snugd ready: \(ws:[^ ]*\).*/\1/p' "$work/ready")
        [[ -n $url ]] && return
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    echo "bench: snugd did not become ready:" >&2
    cat "$work/log" >&2
    exit 1
}

# scenario NAME OPTION…: one run, one row.
scenario() {
    local name=$1
    shift
    start_server
    echo
    echo "== $name"
    (on_core 1 "$bin/snug-load" --url "$url" --pid "$server_pid" --name "$name" --rows "$work/rows.md" \
        --connect-rate 20000 "$@") || failed=1
    stop_server
    if [[ -s $work/log ]]; then
        echo "bench: snugd said:" >&2
        head -20 "$work/log" >&2
    fi
}

# wait_for_line FILE PATTERN: until the file has it, 10 s at most.
wait_for_line() {
    local tries
    for ((tries = 0; tries < 100; ++tries)); do
        grep -q "$2" "$1" 2>/dev/null && return
        sleep 0.1
    done
    echo "bench: this did not come up:" >&2
    cat "$1" >&2
    exit 1
}

# shared_scenario COUNT NAME OPTION…: one run against COUNT servers on one Redis, which keeps everything it is told.
# Nothing is pinned: there are more processes than cores.
shared_scenario() {
    local count=$1 name=$2 number urls=()
    shift 2
    rm -rf "$work/redis" && mkdir "$work/redis"
    redis-server --port 0 --unixsocket "$work/redis/socket" --dir "$work/redis" --save '' --appendonly yes \
        --appendfsync always >"$work/redis/log" &
    shared_pids+=($!)
    wait_for_line "$work/redis/log" 'Ready to accept\|connections at'
    for ((number = 0; number < count; ++number)); do
        "$bin/snugd" --listen 127.0.0.1 --port 0 --http no --store "redis+unix://$work/redis/socket" --io-threads 1 \
            --log-level error --messages-per-second 0 --commands-per-second 0 --max-connections-per-address 0 \
            >"$work/shared.$number" &
        shared_pids+=($!)
    done
    for ((number = 0; number < count; ++number)); do
        wait_for_line "$work/shared.$number" 'snugd ready'
        urls+=(--url "$(sed -n 's/^snugd ready: \(ws:[^ ]*\).*/\1/p' "$work/shared.$number")")
    done
    echo
    echo "== $name"
    "$bin/snug-load" "${urls[@]}" --name "$name" --rows "$work/shared.md" --connect-rate 20000 "$@" || failed=1
    stop_shared
}

run_all() {
    scenario "1,000 in one room, 1 in flight, kept" --members 1000 --in-flight 1 --seconds 8
    scenario "1,000 in one room, 8 in flight, kept" --members 1000 --in-flight 8 --seconds 8
    scenario "1,000 in one room, 8 in flight, off the record" --members 1000 --in-flight 8 --seconds 8 --keep false
    scenario "200 rooms × 5, 1 in flight each, kept" --rooms 200 --members 5 --seconds 8
    scenario "200 rooms × 5, 1 in flight each, off the record" --rooms 200 --members 5 --seconds 8 --keep false
    scenario "8,000 idle, a room of 100 at 50 messages/s, kept" --members 100 --idle 8000 --rate 50 --seconds 20 \
        --p99-at-most 10 --server-cpu-at-most 15
    shared_scenario 1 "1 server, 200 rooms × 5, 1 in flight each" --rooms 200 --members 5 --seconds 8
    shared_scenario 4 "4 servers, 200 rooms × 5, 1 in flight each" --rooms 200 --members 5 --seconds 8
    shared_scenario 2 "2 servers, 100 rooms × 2, one member on each, 2,000 messages/s" --rooms 100 --members 2 \
        --rate 2000 --seconds 15 --p99-at-most 10
}

run_quick() {
    scenario "20 in one room, kept" --members 20 --in-flight 2 --warmup 0.2 --seconds 1
    scenario "5 rooms × 4, off the record" --rooms 5 --members 4 --warmup 0.2 --seconds 1 --keep false
    scenario "200 idle, a room of 10" --members 10 --idle 200 --rate 50 --warmup 0.2 --seconds 1
    scenario "3 rooms × 10, all cut off twice" --rooms 3 --members 10 --rate 200 --warmup 0.2 --seconds 1 --storms 2
    shared_scenario 2 "2 servers, 5 rooms × 4" --rooms 5 --members 4 --warmup 0.2 --seconds 1
}

machine() {
    local memory_gib
    memory_gib=$(awk '/^MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo)
    echo "$(nproc) × $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1), $memory_gib GiB, Linux $(uname -r)," \
        "data on $(stat -f -c %T "$work")"
}

write_page() {
    cat <<PAGE
# Load test

$(date -u +%Y-%m-%d), on $(machine).
Written by \`./dev bench\`; see bench.sh and \`snug-load --help\` for what is measured.

$(cat "$work/rows.md")

A message is a text of 150 bytes. Latency runs from when a message was due to when a member had it. "In flight": the
next message of a room begins when the last has reached everybody and its sender was answered; "kept" messages are on
disk (fsync) before anyone gets them. Server (one I/O thread) and tool have a core each. Memory is PSS at rest, of a
connection by how much it grew. Every message was checked: to each member, once, in order.

## Several servers on one Redis

Redis keeps everything (\`appendonly yes\`, \`appendfsync always\`), and all of it shares these cores: Redis, the servers, the
tool. Members of a room are spread over the servers.

$(cut -d '|' -f 1-7 "$work/shared.md" | sed 's/$/|/')
PAGE
}

if [[ $quick == yes ]]; then run_quick; else run_all; fi
write_page >"$results"
echo
cat "$results"
exit "$failed"
