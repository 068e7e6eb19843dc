# shellcheck shell=sh
# Brings the database back to what it was when it was saved.
set -u
whole "$HR_HOP_WORK/backup" || die 'The backup is not whole; nothing was changed.'
for unit in $(sy_units); do systemctl stop "$unit" || die "$unit could not be stopped."; done
db_bring_back "$HR_HOP_WORK/backup"
