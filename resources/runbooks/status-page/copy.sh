# shellcheck shell=sh
# The backup: its dumps, and all the rest of it in one file. Read-only.
set -u
packed_files "$HR_HOP_WORK/backup"
