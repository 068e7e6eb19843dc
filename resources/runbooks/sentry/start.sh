# shellcheck shell=sh
# Starts all of web, worker and cron with the new code, and stays until Sentry answers.
set -u
# shellcheck disable=SC2046
units_start $(sy_units)
healthy() { sy_health | grep -q '^200 '; }
wait_for 120 healthy || {
    for unit in $(sy_units); do journalctl --no-pager -n 20 -u "$unit" 2>/dev/null; done
    die "Sentry does not answer: $(sy_health)"
}
# shellcheck disable=SC2046
units_verify $(sy_units)
