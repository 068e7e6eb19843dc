# shellcheck shell=sh
# Starts all of StackStorm with the new code, and sees that it stays up.
set -u
systemctl daemon-reload
date +%s >"$HR_HOP_WORK/restarted"
say 'st2ctl start'
st2ctl start || die 'st2ctl start failed; what it said stands above.'
sleep 5
down=$(st_down)
if [ -n "$down" ]; then
    printf '%s\n' "$down" | while IFS= read -r name; do
        echo "$name is not running."
        journalctl --no-pager -n 10 -u "$name" 2>/dev/null
        unit_cause "$name" /var/log/st2/"$name"*.log >"$HR_HOP_WORK/cause"
        [ ! -s "$HR_HOP_WORK/cause" ] || echo "$name$(cat "$HR_HOP_WORK/cause")"
    done
    die 'Not all services run.'
fi
st2ctl status
# A service that ends and is started again is running for a moment each time.
for name in $(st_restarted); do
    die "$name quits and is started again$(unit_cause "$name" /var/log/st2/"${name%@*}"*.log). See journalctl -eu $name."
done
