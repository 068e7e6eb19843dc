# shellcheck shell=sh
# Which errors stand in the journal of the product's services since the run? Read-only.
set -u
if [ -z "${VERIFY_UNITS-}" ]; then
    say 'No errors can be looked for: the product has no services of systemd.'
    exit 0
fi
have journalctl || die 'There is no journalctl on this server.'
since=$(cat "$HR_HOP_WORK/restarted" 2>/dev/null)
since=${since:-$VERIFY_SINCE}
set --
for unit in $VERIFY_UNITS; do set -- "$@" -u "$unit"; done
read_journal() {
    journalctl --no-pager -q -o short-iso --since "@$since" "$@"
}
read_journal -n 1 "$@" >/dev/null || die 'The journal cannot be read.'
say "The journal of $VERIFY_UNITS since $(date -d "@$since" '+%Y-%m-%d %H:%M:%S %Z')"
read_journal "$@" | wc -l | awk '{ print $1 " lines" }'
errors=$({
    read_journal -p err "$@"
    read_journal "$@" | grep -E -A 20 'Traceback \(most recent call last\)|(^|[^A-Za-z])(ERROR|CRITICAL|FATAL|PANIC)([^A-Za-z]|$)'
} | awk '!seen[$0]++' | head -n 200)
if [ -n "$errors" ]; then
    printf '%s\n' "$errors"
    die "The services have reported errors since then: $(printf '%s\n' "$errors" | first_line)"
fi
say 'No errors'
