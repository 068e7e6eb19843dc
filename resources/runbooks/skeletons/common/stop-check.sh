# shellcheck shell=sh
# Are the services stopped already? Read-only.
set -u
# shellcheck disable=SC2086
units_stopped $F_UNITS
