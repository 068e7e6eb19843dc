# shellcheck shell=sh
# Restarts all services: they would go on with the old code.
set -u
date +%s >"$HR_HOP_WORK/restarted"
st2ctl restart || die 'st2ctl restart failed; what it said stands above.'
sleep 5
if st2ctl status | grep 'is not running'; then die 'Not all services run.'; fi
st2ctl status
