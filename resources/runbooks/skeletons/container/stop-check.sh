# shellcheck shell=sh
# Are the containers stopped already? Read-only.
set -u
[ -e "$HR_HOP_WORK/services" ] || exit 1
running=$(my_running) || exit 1
[ -z "$running" ]
