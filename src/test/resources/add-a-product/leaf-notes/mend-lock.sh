# shellcheck shell=sh
# Removes the lock of a migration that was interrupted.
set -u
rm -f "$F_PATH/data/lock" || die 'The lock cannot be removed.'
say 'The lock is removed; the step can be tried again'
