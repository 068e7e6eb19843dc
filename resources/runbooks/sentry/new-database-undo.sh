# shellcheck shell=sh
# Puts the new database aside; nothing in it is lost.
set -u
rm -rf "$(sy_copy)"
name=$(cat "$HR_HOP_WORK/database.made" 2>/dev/null) || name=
[ -n "$name" ] || {
    say 'No database was made'
    exit 0
}
aside=$(hr_free_database "$(hr_database_name "$name" failed)") || die 'PostgreSQL does not say which databases there are.'
db_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="$name" -v aside="$aside" <<'SQL' || die "The database $name could not be put aside."
select count(pg_terminate_backend(pid)) as ended from pg_stat_activity where datname = :'name'
\gset
select format('alter database %I rename to %I', :'name', :'aside') where exists (select from pg_database where datname = :'name')
\gexec
SQL
rm "$HR_HOP_WORK/database.made"
keeps database "$aside" 'the new database that the roll-back put aside' "$F_CONF_PY"
say "The new database is kept as $aside"
