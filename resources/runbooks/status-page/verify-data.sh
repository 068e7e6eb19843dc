# shellcheck shell=sh
# Is every row still there? Sessions, content types and permissions may change; tables that a migration removed are named.
set -u
db_open || die 'The database in configuration.py cannot be read.'
before=$HR_HOP_WORK/backup/counts.live
now=$HR_HOP_WORK/counts.now
db_counts >"$now" || die 'The rows could not be counted.'
rows_kept "$before" "$now" '\.(django_session|django_content_type|auth_permission|django_migrations)$' || die 'Rows are missing.'
say 'All rows are there'
