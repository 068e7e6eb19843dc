# shellcheck shell=sh
# Makes an empty database and its owner in this server's PostgreSQL. The owner has the name of the user of the services, who gets in by
# the local socket, so there is no password.
set -u
name=${NEW_DATABASE:-sentry}
in_postgresql() { db_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="$name" -v owner="$F_SERVICE_USER"; }
mine=$HR_HOP_WORK/database.made
if [ "$(echo "select count(*) from pg_database where datname = :'name'" | in_postgresql)" != 0 ] && [ "$(cat "$mine" 2>/dev/null)" != "$name" ]; then
    die "There is a database $name already; nothing was changed. Choose another name as NEW_DATABASE."
fi
printf '%s\n' "$name" >"$mine"
say "Making the database $name, owned by $F_SERVICE_USER"
in_postgresql <<'SQL' || die 'PostgreSQL could not make it.'
select format('create role %I login', :'owner') where not exists (select from pg_roles where rolname = :'owner')
\gexec
select format('create database %I owner %I template template0 encoding %L', :'name', :'owner', 'UTF8')
where not exists (select from pg_database where datname = :'name')
\gexec
SQL
(cd / && as_user "$F_SERVICE_USER" psql -X -q -A -t -d "$(db_named "$name")" -c 'select 1') >/dev/null ||
    die "$F_SERVICE_USER does not get into it by the local socket: pg_hba.conf needs a line 'local all all peer'."
say "The database $name is there"
