# shellcheck shell=sh
# Checks out the commit that the backup noted.
set -u
my_git -c advice.detachedHead=false checkout "$(cat "$HR_HOP_WORK/backup/commit")" || die 'The old code cannot be checked out.'
