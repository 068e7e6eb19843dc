# shellcheck shell=sh
# Does the right version run, and does an action run through all of it?
set -u
say 'Version'
st2 --version
[ "$(st_installed)" = "$HR_TO" ] || die "It should be $HR_TO."

say 'Services'
st2ctl status
[ -z "$(st_down)" ] || die 'Not all services run.'
for unit in $(st_restarted); do
    die "$unit quits and is started again$(unit_cause "$unit" /var/log/st2/"${unit%@*}"*.log). See journalctl -eu $unit."
done
for unit in $(st_components); do
    if [ "$(systemctl is-enabled "$unit" 2>/dev/null)" = disabled ]; then warn "$unit is not started at boot: systemctl enable $unit"; fi
done

say 'Actions'
st2 action list --pack=core | tail -n 5
st2 run core.local -- date -R | tee "$HR_HOP_WORK/core.local"
grep -q 'status: succeeded' "$HR_HOP_WORK/core.local" || die 'The action core.local did not succeed.'
st2 execution list >/dev/null || die 'The executions cannot be listed.'
say "Verified: StackStorm $HR_TO runs"
