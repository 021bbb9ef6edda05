#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A root that is booted: systemd is its first process, in a container that ends with the test. To be sourced after root.sh.
#
#   system_boot ROOT LOG      until systemd says that it runs; what is shared with the root is there, too
#   in_system COMMAND…        runs it there as root
#   beside_system COMMAND…    runs it on this machine, with that system's network, which has loopback only
#   system_halt
set -euo pipefail
SYSTEM_JOB=
SYSTEM_LEADER=  # its first process, seen from outside

system_boot() {
    local root=$1 log=$2 folder place
    local options=(--quiet --register=no --keep-unit --private-network --machine=snug-test --directory="$root" --boot)
    while read -r folder place; do
        [[ -z $place ]] || options+=(--bind="$folder:$place")
    done <<<"${ROOTS_SHARED[$root]:-}"
    # By itself nspawn takes what its own systemd would; here another one may have set up the groups.
    local hierarchy=0
    [[ ! -f /sys/fs/cgroup/cgroup.controllers ]] || hierarchy=1
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=$hierarchy setpriv --pdeathsig TERM systemd-nspawn "${options[@]}" >"$log" 2>&1 </dev/null &
    SYSTEM_JOB=$!
    root_wait "systemd, see $log" system_is_up
}

system_is_up() {
    SYSTEM_LEADER=$(pgrep --parent "$SYSTEM_JOB" | head -1) && [[ -n $SYSTEM_LEADER ]] || return 1
    [[ $(in_system systemctl is-system-running 2>/dev/null) =~ ^(running|degraded)$ ]]
}

in_system() {
    nsenter --target "$SYSTEM_LEADER" --all env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

beside_system() { nsenter --target "$SYSTEM_LEADER" --net "$@"; }

system_halt() {
    in_system systemctl start --no-block poweroff.target
    wait "$SYSTEM_JOB" || true
}
