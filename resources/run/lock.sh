# shellcheck shell=sh
# Takes the lock of this server for a run, or says who has it. One line: `@lock ours`, or
# `@lock held`, tab, the run, tab, who, tab, since when, tab, whether a step of it is alive (yes or no).
# LOCK_BASE: Handrail's folder here. LOCK_RUN: for whom. LOCK_WHO: its assistant.
# LOCK_ALSO: a run that is over or is being taken back, whose lock may be taken.
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
note() {
    if ! {
        printf '%s\n%s\n%s\n' "$LOCK_RUN" "$LOCK_WHO" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$lock/owner.$$" &&
            mv -f "$lock/owner.$$" "$lock/owner"
    }; then
        refuse "$lock cannot be written."
    fi
    echo '@lock ours'
    exit 0
}
if mkdir "$lock" 2>/dev/null; then
    note
fi
if [ ! -d "$lock" ] || [ -L "$lock" ]; then
    refuse "$lock cannot be made."
fi
run=
who=
since=
{
    read -r run
    read -r who
    read -r since
} 2>/dev/null <"$lock/owner"
if [ "$run" = "$LOCK_RUN" ] || { [ -n "$LOCK_ALSO" ] && [ "$run" = "$LOCK_ALSO" ]; }; then
    note
fi
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
printf '@lock held%s%s%s%s%s%s%s%s\n' "$TAB" "$run" "$TAB" "$who" "$TAB" "$since" "$TAB" "$alive"
