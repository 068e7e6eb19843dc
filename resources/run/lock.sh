# shellcheck shell=sh
# Takes the lock of this server for a run, or says who has it. One line: `@lock ours`, or
# `@lock taken`, tab, a run, tab, who, tab, since when (it was this run's, and that run took it over), or
# `@lock held`, tab, the run, tab, who, tab, since when, tab, whether a step of it is alive (yes or no), tab, how many seconds
# ago its assistant was last heard of (empty: nobody knows).
# LOCK_BASE: Handrail's folder here. LOCK_RUN: for whom. LOCK_WHO: its assistant.
# LOCK_ALSO: a run that is over or is being taken back, whose lock may be taken.
# LOCK_OVER: a run whose lock the admin takes over, which is refused while a step of it is alive or its assistant is heard of; or
# this run, where the admin knows that it was taken over.
# LOCK_QUIET: for how many seconds nothing must have been heard for that.
umask 077
unset CDPATH
TAB='	'
refuse() {
    printf 'ERROR: %s\n' "$*" >&2
    exit 1
}
[ ! -L "$LOCK_BASE" ] || refuse "$LOCK_BASE is a symbolic link."
mkdir -p "$LOCK_BASE" || refuse "$LOCK_BASE cannot be made."
# shellcheck disable=SC2012
owner=$(ls -ldn "$LOCK_BASE" | awk '{ print $3 }')
[ "$owner" = "$(id -u)" ] || refuse "$LOCK_BASE belongs to another user."
lock=$LOCK_BASE/lock
taken=$LOCK_BASE/$LOCK_RUN/taken-over
if [ -f "$taken" ]; then
    if [ "$LOCK_OVER" != "$LOCK_RUN" ]; then
        printf '@lock taken%s%s\n' "$TAB" "$(cat "$taken")"
        exit 0
    fi
    rm -f "$taken"
fi
# Server clocks only: the seconds since 1970, and those since this boot, which nobody sets back.
now=$(date +%s)
read -r booted </proc/sys/kernel/random/boot_id
read -r up _ </proc/uptime
up=${up%%.*}
# Waits until these files and folders are on the disk. An old `sync` takes no names and writes all there is.
durable() {
    sync "$@" 2>/dev/null || sync
}
# Early versions read the first line only.
hear() {
    printf '%s\n%s %s\n' "$now" "$booted" "$up" >"$lock/heard.$$" && mv -f "$lock/heard.$$" "$lock/heard"
}
made=
note() {
    if ! {
        printf '%s\n%s\n%s\n' "$LOCK_RUN" "$LOCK_WHO" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$lock/owner.$$" &&
            hear && durable "$lock/owner.$$" "$lock/heard" && mv -f "$lock/owner.$$" "$lock/owner"
    } 2>/dev/null; then
        # A lock without an owner would keep everybody out.
        rm -f "$lock/owner.$$" "$lock/heard.$$"
        [ -z "$made" ] || { rm -f "$lock/heard" && rmdir "$lock"; }
        refuse "$lock cannot be written."
    fi
    durable "$lock" "$LOCK_BASE" "$LOCK_BASE/.."
    echo '@lock ours'
    exit 0
}
# Sets `quiet`. What was heard in the future was heard now: a clock was set back, or a power cut emptied the file.
listen() {
    quiet=
    [ -e "$lock/heard" ] || return 0
    heard=
    boot=
    since_boot=
    {
        read -r heard
        read -r boot since_boot
    } 2>/dev/null <"$lock/heard"
    case $heard in '' | *[!0-9]*) heard=$((now + 1)) ;; esac
    case $since_boot in '' | *[!0-9]*) boot= ;; esac
    if [ "$boot" = "$booted" ]; then
        quiet=$((up - since_boot))
    else
        quiet=$((now - heard))
    fi
    if [ "$quiet" -lt 0 ]; then
        quiet=0
        hear 2>/dev/null
    fi
}
# Whether a step of this run is alive.
lives() {
    for pid in "$LOCK_BASE/$1"/*/pid; do
        [ -e "$pid" ] || continue
        [ ! -e "${pid%/pid}/rc" ] || continue
        process=
        boot=
        { read -r process _ boot _ <"$pid"; } 2>/dev/null
        [ "$boot" = "$booted" ] && kill -0 "$process" 2>/dev/null && return 0
    done
    return 1
}
# Whether the lock, of which a power cut left nothing readable, is the run's: its steps lie here, and no other run's is alive.
left_to_us() {
    [ -z "$run" ] && [ -e "$lock/owner" ] || return 1
    for folder in "$LOCK_BASE"/*/; do
        other=${folder%/}
        other=${other##*/}
        [ "$other" = "$LOCK_RUN" ] || [ "$other" = "$LOCK_ALSO" ] || ! lives "$other" || return 1
    done
    for mine in "$LOCK_RUN" ${LOCK_ALSO:+"$LOCK_ALSO"}; do
        for folder in "$LOCK_BASE/$mine"/*/; do
            [ ! -d "$folder" ] || return 0
        done
    done
    return 1
}
look() {
    run=
    who=
    since=
    {
        read -r run
        read -r who
        read -r since
    } 2>/dev/null <"$lock/owner"
    listen
    alive=no
    case $run in
        '' | *[!A-Za-z0-9_.-]*) ;;
        *) ! lives "$run" || alive=yes ;;
    esac
}
# Whether the lock has had no owner for so long that whoever made it was ended before it could say so, as by a power cut.
abandoned() {
    [ ! -e "$lock/owner" ] && [ -n "$(find "$lock" -prune -mmin "+$((LOCK_QUIET / 60))")" ]
}
if mkdir "$lock" 2>/dev/null; then
    made=yes
    note
fi
if [ ! -d "$lock" ] || [ -L "$lock" ]; then
    refuse "$lock cannot be made."
fi
look
if [ "$run" = "$LOCK_RUN" ] || { [ -n "$LOCK_ALSO" ] && [ "$run" = "$LOCK_ALSO" ]; } || left_to_us; then
    note
fi
# Two may want it at the same moment; what somebody left who died in here is swept after a minute.
find "$lock" -name taking -mmin +1 -exec rmdir {} \; 2>/dev/null
if abandoned && mkdir "$lock/taking" 2>/dev/null; then
    trap 'rmdir "$lock/taking" 2>/dev/null' EXIT
    [ -e "$lock/owner" ] || note
fi
if [ -n "$LOCK_OVER" ] && [ "$run" = "$LOCK_OVER" ]; then
    if mkdir "$lock/taking" 2>/dev/null; then
        trap 'rmdir "$lock/taking" 2>/dev/null' EXIT
        look
        if [ "$run" = "$LOCK_OVER" ] && [ "$alive" = no ] && [ "${quiet:-$LOCK_QUIET}" -ge "$LOCK_QUIET" ]; then
            mkdir -p "$LOCK_BASE/$run" || refuse "$LOCK_BASE/$run cannot be made."
            printf '%s%s%s%s%s\n' "$LOCK_RUN" "$TAB" "$LOCK_WHO" "$TAB" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$LOCK_BASE/$run/taken-over" ||
                refuse "$LOCK_BASE/$run cannot be written."
            durable "$LOCK_BASE/$run/taken-over" "$LOCK_BASE/$run"
            note
        fi
    fi
fi
printf '@lock held%s%s%s%s%s%s%s%s%s%s\n' "$TAB" "$run" "$TAB" "$who" "$TAB" "$since" "$TAB" "$alive" "$TAB" "$quiet"
