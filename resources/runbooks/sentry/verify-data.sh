# shellcheck shell=sh
# Is every row of what Sentry keeps still there? Caches, sessions and what Sentry tidies up by itself may change.
set -u
db_open || die "The database settings in $F_CONF_PY cannot be read."
now=$HR_HOP_WORK/counts.now
db_counts >"$now" || die 'The rows could not be counted.'
rows_kept "$HR_HOP_WORK/backup/counts.live" "$now" \
    '\.(django_session|django_content_type|auth_permission|djcelery_.*|celery_.*|sentry_option|sentry_scheduled.*|south_migrationhistory|sentry_processing.*|sentry_reprocessing.*)$' ||
    die 'Rows are missing.'
say 'All rows are there'
