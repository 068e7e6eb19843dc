# shellcheck shell=sh
# Restores the database beside the changed one and switches the names.
set -u
whole "$HR_HOP_WORK/backup" || die 'The backup is not whole; nothing was changed.'
db_bring_back "$HR_HOP_WORK/backup"
