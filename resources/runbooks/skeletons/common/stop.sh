# shellcheck shell=sh
# Stops the services of My Product.
set -u
# shellcheck disable=SC2086
units_stop $F_UNITS
