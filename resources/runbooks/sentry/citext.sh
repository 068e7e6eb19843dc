# shellcheck shell=sh
# Makes the extension citext, which 8.20 needs and Sentry's own user may not make.
set -u
db_open || die "The database settings in $F_CONF_PY cannot be read."
there() { [ "$(db_sql "select count(*) from pg_extension where extname = 'citext'")" = 1 ]; }
if ! there; then
    say "Making the extension citext in $PGDATABASE"
    name=$PGDATABASE
    if [ "${F_DATABASE_CREATOR-}" = postgres ]; then
        db_postgres psql -X -q -v ON_ERROR_STOP=1 -d "$(db_named "$name")" -c 'create extension if not exists citext' ||
            die 'PostgreSQL has no citext: install its contrib package (on Debian and Ubuntu: apt-get install postgresql-contrib).'
    else
        db_sql 'create extension if not exists citext' ||
            die "$PGUSER may not make it. As a superuser on the database server, in $name: CREATE EXTENSION citext;"
    fi
fi
there || die 'The extension is still missing.'
say 'The extension citext is there'
