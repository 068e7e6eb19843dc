# shellcheck shell=sh
# Are all services stopped?
set -u
# shellcheck disable=SC2046
units_stopped $(st_components)
