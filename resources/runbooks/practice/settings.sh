# shellcheck shell=sh
# Which settings to compare: ours, the new example, and the example that ours was made from. Read-only.
set -u
fresh=$HR_HOP_WORK/example.new
[ "${HR_STEP-}" != settings ] || fresh=$F_PATH/status-page.conf.example
printf '%s\t%s\t%s\n' "$F_PATH/status-page.conf" "$fresh" "$HR_HOP_WORK/example.before"
