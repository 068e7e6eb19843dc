# shellcheck shell=sh
# Is every row of what Sentry keeps still there? Caches, sessions and what Sentry tidies up by itself may change.
set -u
cd / || exit 1
db_open || die "The database settings in $F_CONF_PY cannot be read."
now=$HR_HOP_WORK/counts.now
db_counts >"$now" || die 'The rows could not be counted.'
# In the 5 series groups that differ in their logger or culprit alone become one (0083_migrate_dupe_groups), and so does what hangs on them.
merged=sentry_none
if ! version_at_least "$HR_FROM" 6.0 && version_at_least "$HR_TO" 5.0; then
    merged='sentry_groupedmessage.*|sentry_messagefiltervalue|sentry_messagecountbyminute|sentry_search.*'
fi
rows_kept "$HR_HOP_WORK/backup/counts.live" "$now" \
    "\\.($merged|django_session|django_content_type|auth_permission|djcelery_.*|celery_.*|sentry_option|sentry_scheduled.*|south_migrationhistory|sentry_processing.*|sentry_reprocessing.*)\$" ||
    die 'Rows are missing.'
say 'All rows are there'
