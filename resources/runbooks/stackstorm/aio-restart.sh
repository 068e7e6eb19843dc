# shellcheck shell=sh
# Restarts all services: they would go on with the old code.
set -u
date +%s >"$HR_HOP_WORK/restarted"
st2ctl restart || die 'st2ctl restart failed; what it said stands above.'
sleep 5
down=$(st_down)
if [ -n "$down" ]; then
    printf '%s\n' "$down" | sed 's/$/ is not running./'
    die 'Not all services run.'
fi
st2ctl status
