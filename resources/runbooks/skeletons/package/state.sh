# shellcheck shell=sh
# What My Product is like right now. Read-only.
set -u
fact version "$(my_version)" 'dpkg-query -W my-product'
# shellcheck disable=SC2086
unit_state $F_UNITS
