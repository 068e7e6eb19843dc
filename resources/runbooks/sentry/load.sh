# shellcheck shell=sh
# Loads the dumped data: what the users are made of first, as the rest points to them.
set -u
cd / || exit 1
copy=$(sy_copy)
db_open || die "The database settings in $F_CONF_PY cannot be read."
[ "$(db_sql 'select current_database()')" = "$(cat "$HR_HOP_WORK/database.made")" ] || die 'This is not the database that was made for it; nothing was changed.'
for file in 1-contenttypes 2-auth 3-rest; do
    say "loaddata $file.json"
    sy_old "$F_CONF_PY" loaddata "$copy/$file.json" || die 'loaddata failed; what it said stands above.'
done
say 'Comparing the rows of each table'
db_counts | grep -v 'south_migrationhistory' >"$HR_HOP_WORK/counts.loaded" || die 'The rows could not be counted.'
grep -v 'south_migrationhistory' "$HR_HOP_WORK/counts.copy" | sort >"$HR_HOP_WORK/counts.dumped"
cmp "$HR_HOP_WORK/counts.dumped" "$HR_HOP_WORK/counts.loaded" || {
    diff "$HR_HOP_WORK/counts.dumped" "$HR_HOP_WORK/counts.loaded"
    die 'The rows differ.'
}
say 'New rows get numbers above the loaded ones'
db_sql "select format('select setval(%L, greatest(coalesce(max(%I), 1), 1)) from %I;', pg_get_serial_sequence(quote_ident(t.tablename), c.column_name), c.column_name, t.tablename)
    from pg_tables t join information_schema.columns c on c.table_schema = t.schemaname and c.table_name = t.tablename
    where t.schemaname = 'public' and pg_get_serial_sequence(quote_ident(t.tablename), c.column_name) is not null" >"$HR_HOP_WORK/sequences.sql" ||
    die 'The sequences could not be listed.'
db_run psql -X -q -A -t -v ON_ERROR_STOP=1 <"$HR_HOP_WORK/sequences.sql" >"$HR_HOP_WORK/sequences.set" || die 'The sequences could not be set.'
awk -F "$TAB" '{ rows += $2 } END { print NR " tables, " rows + 0 " rows" }' "$HR_HOP_WORK/counts.loaded"
[ "$(sha256sum <"$F_DATABASE_FILE")" = "$(sha256sum <"$HR_HOP_WORK/backup/sentry.db")" ] || die "$F_DATABASE_FILE has changed meanwhile."
rm -rf "$copy"
say 'All tables have the same number of rows'
