# shellcheck shell=sh
# Which settings to compare: ours, the new example, and the example that ours was made from. Read-only.
set -u
printf '%s\t%s\t%s\n' "$F_PATH/status-page.conf" "$F_PATH/status-page.conf.example" "$HR_HOP_WORK/example.before"
