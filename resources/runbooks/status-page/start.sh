# shellcheck shell=sh
# Starts all three services with the new code, and stays until the page answers.
set -u
systemctl daemon-reload || die 'systemd could not read the units again.'
date +%s >"$HR_HOP_WORK/restarted"
for unit in $(sp_units); do
    say "Starting $unit"
    systemctl reset-failed "$unit" 2>/dev/null
    systemctl restart "$unit" || die "$unit did not start: journalctl -eu $unit says why."
done
page_there() { [ "$(sp_page)" = 200 ]; }
wait_for 60 page_there || {
    journalctl --no-pager -n 20 -u "$F_UNIT_WEB" 2>/dev/null
    die "The page does not answer: $(sp_page)"
}
for unit in $(sp_units); do
    systemctl -q is-active "$unit" || {
        journalctl --no-pager -n 20 -u "$unit" 2>/dev/null
        die "$unit is $(systemctl is-active "$unit")."
    }
    echo "$unit: active since $(systemctl show -p ActiveEnterTimestamp --value "$unit")"
done
