# shellcheck shell=sh
# Says that the run's assistant is alive, or that the lock of this server is not the run's any more. One line: `@lock ours`, or
# `@lock unclear`, or `@lock held`, tab, the run that has it, tab, who, tab, since when. LOCK_BASE, LOCK_RUN: as in lock.sh.
umask 077
lock=$LOCK_BASE/lock
run=
who=
since=
{
    read -r run
    read -r who
    read -r since
} 2>/dev/null <"$lock/owner"
if [ "$run" = "$LOCK_RUN" ]; then
    {
        read -r booted </proc/sys/kernel/random/boot_id
        read -r up _ </proc/uptime
        printf '%s\n%s %s\n' "$(date +%s)" "$booted" "${up%%.*}" >"$lock/heard.$$" && mv -f "$lock/heard.$$" "$lock/heard"
    } 2>/dev/null
    echo '@lock ours'
elif [ -z "$run" ] && [ -e "$lock/owner" ]; then
    # A power cut left nothing readable of it: lock.sh finds out whose it is.
    echo '@lock unclear'
else
    printf '@lock held\t%s\t%s\t%s\n' "$run" "$who" "$since"
fi
