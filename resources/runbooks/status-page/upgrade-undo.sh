# shellcheck shell=sh
# Brings the database back to what it was. Where no migration changed it, it is left alone. Else the dump is restored into a new
# database beside it, counted, and then the names are switched; the changed database is kept.
set -u
backup=$HR_HOP_WORK/backup
(cd "$backup" && sha256sum --quiet -c checksums) || die 'The backup is not whole; nothing was changed.'
for unit in $(sp_units); do systemctl stop "$unit" || die "$unit could not be stopped."; done
sp_open || die 'The database in configuration.py cannot be read.'
name=$PGDATABASE
new=${name}_restored_$HR_HOP
failed=${name}_failed_$(printf '%s' "$HR_RUN" | tr -cd 'A-Za-z0-9' | tail -c 16)_$HR_HOP

# admin COMMAND...: as one who may create databases.
admin() {
    if [ "${F_DATABASE_CREATOR-}" = postgres ]; then
        sp_postgres "$@"
    elif [ -n "${F_DATABASE_CREATOR-}" ]; then
        (unset PGDATABASE && sp_db "$@")
    else
        die "$PGUSER may not create a database. Restore $backup/database.dump by hand with pg_restore."
    fi
}
admin_sql() {
    admin psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="$name" -v new="$new" -v failed="$failed" -d postgres
}

there=$(printf "select count(*) from pg_database where datname = :'name'\n" | admin_sql) || die 'PostgreSQL does not answer.'
kept=$(printf "select count(*) from pg_database where datname = :'failed'\n" | admin_sql)
if [ "$there" = 1 ] && [ "$kept" = 1 ]; then
    say "It is done already: the changed database is kept as $failed"
    exit 0
fi
if [ "$there" = 1 ] && sp_migrations >"$HR_HOP_WORK/migrations.now" && cmp -s "$HR_HOP_WORK/migrations.now" "$backup/migrations" &&
    sp_schema >"$HR_HOP_WORK/schema.now" && cmp -s "$HR_HOP_WORK/schema.now" "$backup/schema.sql"; then
    say 'No migration changed the database, so it stays as it is'
    exit 0
fi

if [ "$there" = 1 ]; then
    say "Restoring into a new database, $new"
    admin_sql <<'SQL' || die 'The new database could not be made; nothing was changed.'
drop database if exists :"new";
select format('create database %I with owner %I template template0 encoding %L lc_collate %L lc_ctype %L',
    :'new', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype) from pg_database where datname = :'name'
\gexec
SQL
    admin pg_restore --exit-on-error -d "$new" <"$backup/database.dump" || die 'The dump could not be restored; nothing was changed.'
    PGDATABASE=$new
    sp_counts >"$HR_HOP_WORK/counts.restored" || die 'The restored rows cannot be counted; nothing was changed.'
    cmp "$HR_HOP_WORK/counts.restored" "$backup/counts.live" || die 'The restored database has other rows; nothing was changed.'
    PGDATABASE=$name
fi
say "Switching: $name is kept as $failed, $new becomes $name"
admin_sql <<'SQL' || die 'The names could not be switched; run this step again.'
select count(pg_terminate_backend(pid)) as ended from pg_stat_activity where datname in (:'name', :'new')
\gset
select format('alter database %I rename to %I', :'name', :'failed') where exists (select from pg_database where datname = :'name')
\gexec
alter database :"new" rename to :"name";
SQL
sp_counts | cmp - "$backup/counts.live" || die 'After the switch the rows differ.'
say "The database is as it was; the changed one is kept as $failed"
