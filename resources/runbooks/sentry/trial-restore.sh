# shellcheck shell=sh
# Restores the dump into a scratch database, compares its rows with those of the backup, and drops it.
set -u
whole "$HR_HOP_WORK/backup" || die 'The backup is not whole.'
db_trial "$HR_HOP_WORK/backup"
