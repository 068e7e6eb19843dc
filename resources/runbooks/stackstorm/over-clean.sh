# shellcheck shell=sh
# Removes what was written out for the way: it has secrets in it.
set -u
rm -rf "$HR_HOP_WORK/carry" "$HR_WORK/copies/carry" || die 'It cannot be removed.'
say 'What was written out for the way is removed'
