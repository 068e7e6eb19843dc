# shellcheck shell=sh
# Makes the extension citext as the superuser; the step can be tried again afterwards.
set -u
db_open || die "The database settings in $F_CONF_PY cannot be read."
name=$PGDATABASE
[ "${F_DATABASE_CREATOR-}" = postgres ] || die "As a superuser on the database server, in $name: CREATE EXTENSION citext;"
db_postgres psql -X -q -v ON_ERROR_STOP=1 -d "$(db_named "$name")" -c 'create extension if not exists citext' ||
    die 'PostgreSQL has no citext: install its contrib package (on Debian and Ubuntu: apt-get install postgresql-contrib).'
say 'The extension citext is there; try the step again'
