# shellcheck shell=sh
# Changes the database for the new code.
set -u
fern migrate || die 'The migration failed; its output says why. A roll-back restores the database.'
