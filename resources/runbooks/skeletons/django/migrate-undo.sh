# shellcheck shell=sh
# Brings the database back to what it was when it was saved.
set -u
whole "$HR_HOP_WORK/backup" || die 'The backup is not whole; nothing was changed.'
# shellcheck disable=SC2086
units_stop $F_UNITS
db_bring_back "$HR_HOP_WORK/backup"
