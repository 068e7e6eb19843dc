# shellcheck shell=sh
# Which files to compare: ours, the new pattern, and the pattern that ours was made from. Read-only.
printf '%s\t%s\t%s\n' "$F_PATH/leaf.ini" "$F_PATH/leaf.ini.example" "$HR_HOP_WORK/backup/leaf.ini.example"
