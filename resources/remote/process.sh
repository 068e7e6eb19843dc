# shellcheck shell=sh disable=SC2034
# What a process is. A pid alone may be taken by another process later; pid and start time may not, until the next boot.

# Sets `state` and `ticks` (its start time); fails if there is no such process.
process() {
    case $1 in '' | *[!0-9]*) return 1 ;; esac
    { IFS= read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # shellcheck disable=SC2086 # these are fields
    set -- ${stat##*) }
    state=$1
    ticks=${20}
}

# Whether the process with this pid and start time lives.
live() {
    process "$1" || return 1
    case $state in [ZX]*) return 1 ;; esac
    [ "$ticks" = "$2" ]
}

boot() {
    IFS= read -r booted </proc/sys/kernel/random/boot_id
}

# Sets `up` (the time since the boot, which no one sets) and `now` (the seconds since 1970).
clock() {
    read -r up _ </proc/uptime
    now=$(date +%s)
}

# Waits until these files and folders are on the disk. An old `sync` takes no names and writes all there is.
durable() {
    sync "$@" 2>/dev/null || sync
}
