#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# start_up.sh BIN_FOLDER RESULTS_FILE [DIST_FOLDER]
#
# Measures how soon the desktop program shows its first window and how much memory it holds at rest, in turn with an
# empty Qt window, on a display of its own that nobody sees (Xvfb); writes a Markdown page. Fails when a bound is passed.
# The page tells the sizes of the packages in DIST_FOLDER, too, where there are any.
#
# "Shown" is when the middle of the screen is no longer black: Xvfb keeps its picture in a file, which is looked at
# every millisecond or two. The time runs from just before the program is executed, so it counts the starting process.
set -euo pipefail

readonly bin=$1 results=$2 dist=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
readonly here
readonly RUNS=9 WIDTH=1280 HEIGHT=800
readonly MAX_MS=200 MAX_MB=45 MAX_HOST_MB=50 # a host is a server as well
work=$(mktemp -d "${TMPDIR:-/tmp}/snug-start-up.XXXXXX")
program_pid=0 display_pid=0 server_pid=0

# end PID: asks it to stop, and makes it after 5 s.
end() {
    local pid=$1 tries
    ((pid == 0)) && return
    kill -TERM "$pid" 2>/dev/null || true
    for ((tries = 0; tries < 500; ++tries)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.01
    done
    kill -KILL "$pid" 2>/dev/null && echo "start_up: process $pid did not stop within 5 s" >&2
    wait "$pid" 2>/dev/null || true
}
trap 'end "$program_pid"; end "$server_pid"; end "$display_pid"; rm -rf "$work"' EXIT

Xvfb -displayfd 3 -screen 0 "${WIDTH}x${HEIGHT}x24" -fbdir "$work" -nolisten tcp 3>"$work/display" 2>/dev/null &
display_pid=$!
for ((tries = 0; tries < 100; ++tries)); do
    [[ -s $work/display ]] && break
    sleep 0.1
done
DISPLAY=:$(<"$work/display")
export DISPLAY QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8
readonly screen=$work/Xvfb_screen0
# The file is an XWD dump: a header and the colours before the pixels, four bytes each.
readonly middle=$(($(stat -c %s "$screen") - 4 * WIDTH * HEIGHT / 2 - 4 * WIDTH / 2))

"$bin/snugd" --listen 127.0.0.1 --port 0 --http-port 0 --data "$work/server" >"$work/ready" &
server_pid=$!
for ((tries = 0; tries < 100; ++tries)); do
    [[ -s $work/ready ]] && break
    sleep 0.1
done
server=$(sed -n 's/^snugd ready: ws:\/\/\([^ ]*\).*/\1/p' "$work/ready")
readonly server

is_black() { [[ $(od -An -tx1 -j "$middle" -N 3 "$screen") == " 00 00 00" ]]; }
now_us() { echo "${EPOCHREALTIME/[.,]/}"; }
wait_until_black() {
    local tries
    for ((tries = 0; tries < 500; ++tries)); do
        is_black && return
        sleep 0.01
    done
}

# measure FILE PROGRAM [OPTION…]: one start; adds "milliseconds KiB" to FILE.
measure() {
    local file=$1 began shown
    shift
    wait_until_black
    began=$(now_us)
    "$@" &
    program_pid=$!
    while is_black; do
        shown=$(now_us)
        if ((shown - began > 10000000)) || ! kill -0 "$program_pid" 2>/dev/null; then
            echo "start_up: $1 showed nothing" >&2
            exit 1
        fi
    done
    shown=$(now_us)
    sleep 3 # at rest
    echo "$(((shown - began) / 1000)) $(awk '/^Pss:/ {print $2}' "/proc/$program_pid/smaps_rollup")" >>"$file"
    end "$program_pid"
    program_pid=0
}

# column FILE N: lowest, median and highest of a column.
column() { sort -n -k"$2,$2" "$1" | awk -v c="$2" '{v[NR] = $c} END {print v[1], v[int((NR + 1) / 2)], v[NR]}'; }

row() {
    local ms kib
    read -r -a ms < <(column "$2" 1)
    read -r -a kib < <(column "$2" 2)
    printf '| %s | %d | %d | %d | %.1f |\n' "$1" "${ms[@]}" "$(awk -v k="${kib[1]}" 'BEGIN {print k * 1024 / 1e6}')"
}

for ((run = 0; run <= RUNS; ++run)); do
    measure "$work/empty" "$bin/empty-window"
    measure "$work/start" "$bin/snug" --profile "$work/guest"
    measure "$work/chat" "$bin/snug" --profile "$work/chatter" --nick bob "$server"
    measure "$work/host" "$bin/snug" --profile "$work/host.$run" --host --nick ada
    # The first round only warms the caches.
    ((run > 0)) || rm "$work/empty" "$work/start" "$work/chat" "$work/host"
done

cat >"$results" <<TABLE
# Start-up and memory of the desktop program

$(date -u +%Y-%m-%d), on $(nproc) × $(lscpu | sed -n 's/^Model name: *//p' | head -1), Linux $(uname -r), Qt under Xvfb, warm.
Written by \`./dev start-up\`; see start_up.sh for what is measured.

| program | shown after ms: least | median | most | PSS at rest, MB |
|---|--:|--:|--:|--:|
$(row "an empty Qt window" "$work/empty")
$(row "snug, start page" "$work/start")
$(row "snug, chatting" "$work/chat")
$(row "snug, hosting a new server and chatting" "$work/host")

Bounds: $MAX_MS ms and $MAX_MB MB, hosting $MAX_HOST_MB MB, by the medians. $RUNS starts each, in turn.
TABLE
if [[ -f $dist/SHA256SUMS ]]; then
    printf '\n## Packages\n\nWithout what they depend on; the portable ones bring all of it.\n\n' >>"$results"
    "$here/../packaging/sizes.sh" "$dist" >>"$results"
fi
cat "$results"

failed=0
# within FILE MB: whether the medians keep to the bounds.
within() {
    local ms kib
    read -r _ ms _ < <(column "$1" 1)
    read -r _ kib _ < <(column "$1" 2)
    if ((ms > MAX_MS || kib * 1024 > $2 * 1000000)); then
        echo "start_up: a bound was passed: $ms ms, $kib KiB" >&2
        failed=1
    fi
}
within "$work/start" "$MAX_MB"
within "$work/chat" "$MAX_MB"
within "$work/host" "$MAX_HOST_MB"
exit "$failed"
