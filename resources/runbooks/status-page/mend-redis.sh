# shellcheck shell=sh
# Redis stands still on this server: starts it, and waits until it answers. Nothing else is changed.
set -u
answers() { sp_ask redis >/dev/null 2>&1; }
if answers; then
    say 'Redis answers'
    exit 0
fi
for unit in redis-server redis; do
    ! systemctl -q cat "$unit" >/dev/null 2>&1 || break
    unit=''
done
[ -n "$unit" ] || die 'Redis is not on this server: start it where it is.'
say "Starting $unit"
systemctl start "$unit" || die "$unit could not be started: journalctl -u $unit says why."
wait_for 30 answers || die "$unit runs, but Redis does not answer: $(sp_ask redis 2>&1 | tail -n 1)"
say 'Redis answers again'
