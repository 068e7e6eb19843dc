# shellcheck shell=sh
# Starts the services that ran before.
set -u
[ -e "$HR_HOP_WORK/units.active" ] || {
    say 'Nothing was stopped'
    exit 0
}
# shellcheck disable=SC2046
units_start $(cat "$HR_HOP_WORK/units.active")
say 'The services run as before'
