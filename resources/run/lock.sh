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
# Server clock only: the seconds since 1970 of now.
now=$(date +%s)
note() {
    if ! {
        printf '%s\n%s\n%s\n' "$LOCK_RUN" "$LOCK_WHO" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$lock/owner.$$" &&
            echo "$now" >"$lock/heard" && mv -f "$lock/owner.$$" "$lock/owner"
    }; then
        refuse "$lock cannot be written."
    fi
    echo '@lock ours'
    exit 0
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
    heard=
    read -r heard 2>/dev/null <"$lock/heard"
    quiet=
    case $heard in
        '' | *[!0-9]*) ;;
        *) [ "$heard" -gt "$now" ] || quiet=$((now - heard)) ;;
    esac
    alive=no
    case $run in
        '' | *[!A-Za-z0-9_.-]*) ;;
        *)
            for pid in "$LOCK_BASE/$run"/*/pid; do
                [ -e "$pid" ] || continue
                [ ! -e "${pid%/pid}/rc" ] || continue
                read -r process _ boot _ <"$pid"
                if [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] && kill -0 "$process" 2>/dev/null; then
                    alive=yes
                fi
            done
            ;;
    esac
}
if mkdir "$lock" 2>/dev/null; then
    note
fi
if [ ! -d "$lock" ] || [ -L "$lock" ]; then
    refuse "$lock cannot be made."
fi
look
if [ "$run" = "$LOCK_RUN" ] || { [ -n "$LOCK_ALSO" ] && [ "$run" = "$LOCK_ALSO" ]; }; then
    note
fi
if [ -n "$LOCK_OVER" ] && [ "$run" = "$LOCK_OVER" ]; then
    # Two may want it at the same moment; what somebody left who died in here is swept after a minute.
    find "$lock" -name taking -mmin +1 -exec rmdir {} \; 2>/dev/null
    if mkdir "$lock/taking" 2>/dev/null; then
        trap 'rmdir "$lock/taking" 2>/dev/null' EXIT
        look
        if [ "$run" = "$LOCK_OVER" ] && [ "$alive" = no ] && [ "${quiet:-$LOCK_QUIET}" -ge "$LOCK_QUIET" ]; then
            mkdir -p "$LOCK_BASE/$run" || refuse "$LOCK_BASE/$run cannot be made."
            printf '%s%s%s%s%s\n' "$LOCK_RUN" "$TAB" "$LOCK_WHO" "$TAB" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$LOCK_BASE/$run/taken-over" ||
                refuse "$LOCK_BASE/$run cannot be written."
            note
        fi
    fi
fi
printf '@lock held%s%s%s%s%s%s%s%s%s%s\n' "$TAB" "$run" "$TAB" "$who" "$TAB" "$since" "$TAB" "$alive" "$TAB" "$quiet"
