# shellcheck shell=sh
# Starts the services that ran before.
set -u
# shellcheck disable=SC2046
units_start $(cat "$HR_HOP_WORK/units.active")
