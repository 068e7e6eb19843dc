# shellcheck shell=sh
# Removes the forgotten dump.
set -u
rm -f "$F_PATH/data/forgotten.dump" || die 'The forgotten dump could not be removed.'
say 'There is space again; the step can be tried again'
