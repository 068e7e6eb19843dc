# shellcheck shell=sh
# Which rows a roll-back would replace: those of the backup and those of now. Read-only.
set -u
db_losses "$HR_HOP_WORK/backup" '^public\.(django_(migrations|content_type|session)|auth_permission)$'
