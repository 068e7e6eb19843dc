# shellcheck shell=sh
# Prints how many rows of each table the backup has and how many there are now. Read-only.
set -u
db_losses "$HR_HOP_WORK/backup" '^public\.(django_(migrations|content_type|session)|auth_permission)$'
