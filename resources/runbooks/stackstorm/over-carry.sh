# shellcheck shell=sh
# What goes from the old server to the new one. Read-only.
set -u
find "$HR_HOP_WORK/carry" -type f | sort
