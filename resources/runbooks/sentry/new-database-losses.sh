# shellcheck shell=sh
# Which rows stay in the new database when Sentry goes back to SQLite: those of SQLite and those of now. Read-only.
set -u
db_open 2>/dev/null || exit 1
[ "$(sy_ask engine 2>/dev/null)" = postgresql ] || {
    hr_print_rows backup.rows "$HR_HOP_WORK/backup/counts.live" '^public\.(south_migrationhistory|django_(content_type|session)|auth_permission)$'
    hr_print_rows rows "$HR_HOP_WORK/backup/counts.live" '^public\.(south_migrationhistory|django_(content_type|session)|auth_permission)$'
    exit 0
}
db_losses "$HR_HOP_WORK/backup" '^public\.(south_migrationhistory|django_(content_type|session)|auth_permission)$'
