# shellcheck shell=sh
# Right version, and running?
set -u
[ "$(my_version)" = "$HR_TO" ] || die "The installed version is $(my_version), not $HR_TO."
# shellcheck disable=SC2046
units_verify $(cat "$HR_HOP_WORK/units.active")
say "Verified: $HR_TO runs"
