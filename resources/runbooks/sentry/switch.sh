# shellcheck shell=sh
# Gives the old version what it needs to talk to PostgreSQL, and names the new database in sentry.conf.py.
set -u
cd / || exit 1
umask 022
aside=$F_VENV.before-$HR_RUN-$HR_HOP
wheels=$F_VENV.wheels-$HR_RUN-$HR_HOP
sy_keep_venv "$aside"
say 'Installing psycopg2'
as_user "${F_VENV_OWNER:-root}" "$F_VENV/bin/python" -m pip --disable-pip-version-check install --no-index --find-links "$wheels" "$(sy_driver)" ||
    die 'pip failed; the old virtual environment is kept aside.'
if [ "$(sy_ask engine)" = sqlite ]; then
    say "Naming the new database in $F_CONF_PY"
    new=$HR_HOP_WORK/switched.conf.py
    as_user "$F_SERVICE_USER" cat "$F_CONF_PY" >"$new" || die "$F_CONF_PY could not be copied."
    name=$(sy_text "${NEW_DATABASE:-sentry}") || die 'There is no Python.'
    user=$(sy_text "$F_SERVICE_USER")
    file=$(sy_text "$F_DATABASE_FILE")
    cat >>"$new" <<CONFIGURATION

# Since the move from SQLite, whose file stays where it was: $file
DATABASES['default'] = {
    'ENGINE': 'django.db.backends.postgresql_psycopg2',
    'NAME': $name,
    'USER': $user,
    'PASSWORD': '',
    'HOST': '',
    'PORT': '',
}
CONFIGURATION
    diff -u "$F_CONF_PY" "$new"
    replace_file "$F_CONF_PY" "$new" || die "$F_CONF_PY could not be written."
fi
db_open || die "The database settings in $F_CONF_PY cannot be read."
[ "$(db_sql 'select current_database()')" = "${NEW_DATABASE:-sentry}" ] || die "$F_CONF_PY does not lead to the new database."
keeps file "$F_DATABASE_FILE" 'the SQLite database of before the move'
say "Sentry's configuration names the new database"
