# shellcheck shell=sh
# Lets the old version set up the new database, without superusers, and removes what it put there by itself: the demo project above all.
set -u
cd / || exit 1
db_open || die "The database settings in $F_CONF_PY cannot be read."
[ "$(db_sql 'select current_database()')" = "$(cat "$HR_HOP_WORK/database.made")" ] || die 'This is not the database that was made for it; nothing was changed.'
say 'sentry upgrade --noinput'
sy_old "$F_CONF_PY" upgrade --noinput || die 'sentry upgrade failed; what it said stands above.'
say 'Removing what it put there by itself'
db_counts | awk -F "$TAB" '$2 > 0 && $1 !~ /south_migrationhistory$/ { print $1 ": " $2 " rows" }'
tables=$(db_sql "select string_agg(format('%I', tablename), ', ') from pg_tables where schemaname = 'public' and tablename <> 'south_migrationhistory'")
db_sql "truncate $tables" || die 'It could not be removed.'
say 'The new database is set up and empty'
