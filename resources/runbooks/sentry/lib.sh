# shellcheck shell=sh
# Functions that the scripts of Sentry share. They see the facts as F_..., once detect.sh has found them.

# sy_python: the Python of the virtual environment, or of the one kept aside by a run.
sy_python() {
    for sy_file in "${F_VENV:-/nonexistent}/bin/python" "${F_VENV:-}.before-${HR_RUN:-}-${HR_HOP:-}/bin/python"; do
        if [ -x "$sy_file" ]; then
            printf '%s\n' "$sy_file"
            return
        fi
    done
    return 1
}

# merge_python ARGUMENT...: runs that Python as the user of the services. Handrail reads the settings of Python files with it.
merge_python() {
    sy_reader=$(sy_python) || return 3
    (cd / && as_user "${F_SERVICE_USER:-root}" "$sy_reader" "$@")
}

# sy_driver: the last psycopg2 for Python 2.7, as a wheel.
sy_driver() {
    echo psycopg2-binary==2.8.6
}

# sy_text TEXT: as Python writes it.
sy_text() {
    "$(sy_python)" -B -c 'import sys; sys.stdout.write(repr(sys.argv[1]))' "$1"
}

# sy_copy: the folder for the copy of the SQLite database and what is dumped from it, where the user of the services can get at it.
sy_copy() {
    echo "$F_VENV.copy-$HR_RUN-$HR_HOP"
}

# sy_keep_venv FOLDER: keeps a copy of the virtual environment there, once.
sy_keep_venv() {
    [ ! -e "$1" ] || return 0
    say "Copying the old virtual environment to $1"
    place_copied "$F_VENV" "$1" || die 'It cannot be copied; nothing was changed.'
    keeps folder "$1" 'the old virtual environment: going back needs no network'
}

# sy_venv_back: puts the virtual environment back that is kept aside; the new one is kept in turn.
sy_venv_back() {
    sy_aside=$F_VENV.before-$HR_RUN-$HR_HOP
    [ -d "$sy_aside" ] || {
        say 'The virtual environment was not changed'
        return 0
    }
    if [ -e "$F_VENV" ]; then
        sy_kept=$(fresh_name "$F_VENV.failed-$HR_RUN-$HR_HOP")
        mv -T "$F_VENV" "$sy_kept" || die 'The new virtual environment cannot be moved aside.'
        keeps folder "$sy_kept" 'the virtual environment that the roll-back replaced'
    fi
    mv -T "$sy_aside" "$F_VENV" || die 'The old virtual environment cannot be moved back.'
    say "Sentry $(sy_version "$F_VENV") is back"
}

# sy_as COMMAND...: as the user of the services, with Sentry's configuration named.
sy_as() {
    as_user "${F_SERVICE_USER:-root}" env SENTRY_CONF="$F_CONF" "$@"
}

# sy_sentry ARGUMENT...: the sentry command.
sy_sentry() {
    (cd / && sy_as "$F_VENV/bin/sentry" "$@")
}

# sy_ask QUESTION [FILE]: an answer from sentry.conf.py, which is run for it as Sentry does. No password is printed.
#   engine: of the database    database: name, user, host, port, sslmode    pgpass FILE: writes libpq's password file
#   legacy: settings that have another name in config.yml    plugins, filestore, port: one a line
sy_ask() {
    sy_reader=$(sy_python) || return 1
    (cd / && sy_as "$sy_reader" -B - "$1" "${2-}" "$F_CONF_PY") <<'PYTHON'
import os, sys
question, target, path = sys.argv[1:4]
settings = {"__file__": path}
keep, sys.stdout = sys.stdout, sys.stderr
with open(path) as file:
    exec(compile(file.read(), path, "exec"), settings)
sys.stdout = keep
database = settings.get("DATABASES", {}).get("default", {})
field = lambda key: str(database.get(key) or "")
say = lambda text: sys.stdout.write("%s\n" % text)
moved = [("SENTRY_ADMIN_EMAIL", "system.admin-email"), ("SENTRY_URL_PREFIX", "system.url-prefix"),
         ("SENTRY_SYSTEM_MAX_EVENTS_PER_MINUTE", "system.rate-limit"), ("SENTRY_ENABLE_EMAIL_REPLIES", "mail.enable-replies"),
         ("SENTRY_SMTP_HOSTNAME", "mail.reply-hostname"), ("MAILGUN_API_KEY", "mail.mailgun-api-key"),
         ("SENTRY_FILESTORE", "filestore.backend"), ("SENTRY_FILESTORE_OPTIONS", "filestore.options"),
         ("GOOGLE_CLIENT_ID", "auth-google.client-id"), ("GOOGLE_CLIENT_SECRET", "auth-google.client-secret"),
         ("SENTRY_REDIS_OPTIONS", "redis.clusters"), ("SENTRY_USE_QUEUE", "CELERY_ALWAYS_EAGER (the opposite)"),
         ("SENTRY_ALLOW_REGISTRATION", "SENTRY_FEATURES['auth:register']"),
         ("SOCIAL_AUTH_CREATE_USERS", "SENTRY_FEATURES['social-auth:register']"), ("SECRET_KEY", "system.secret-key"),
         ("EMAIL_BACKEND", "mail.backend"), ("EMAIL_HOST", "mail.host"), ("EMAIL_PORT", "mail.port"),
         ("EMAIL_HOST_USER", "mail.username"), ("EMAIL_HOST_PASSWORD", "mail.password"), ("EMAIL_USE_TLS", "mail.use-tls"),
         ("SERVER_EMAIL", "mail.from"), ("EMAIL_SUBJECT_PREFIX", "mail.subject-prefix")]
if question == "engine":
    engine = field("ENGINE")
    say("postgresql" if "postgres" in engine or "psycopg" in engine else "mysql" if "mysql" in engine else "sqlite" if "sqlite" in engine else engine)
elif question == "database":
    for value in (field("NAME"), field("USER"), field("HOST"), field("PORT"), str((database.get("OPTIONS") or {}).get("sslmode") or "")):
        say(value if "\n" not in value else sys.exit("DATABASES has a line break in it."))
elif question == "pgpass":
    quoted = field("PASSWORD").replace("\\", "\\\\").replace(":", "\\:")
    os.umask(0o077)
    with open(target, "w") as file:
        file.write("*:*:*:*:" + quoted + "\n")
elif question == "legacy":
    with open(path) as file:
        lines = [line.split("=")[0].strip() for line in file if "=" in line and not line.startswith((" ", "\t", "#"))]
    for old, new in moved:
        if old in lines:
            say("%s\t%s" % (old, new))
    if "SENTRY_REDIS_OPTIONS" in lines and "redis.clusters" in (settings.get("SENTRY_OPTIONS") or {}):
        say("BOTH\tredis.clusters")
elif question == "filestore":
    say((settings.get("SENTRY_FILESTORE_OPTIONS") or {}).get("location") or "")
elif question == "port":
    host = settings.get("SENTRY_WEB_HOST") or "127.0.0.1"
    say("%s:%s" % ("127.0.0.1" if host == "0.0.0.0" else host, settings.get("SENTRY_WEB_PORT") or 9000))
PYTHON
}

db_settings() {
    sy_ask database
}

db_password() {
    sy_ask pgpass "$1"
}

# Up to 9.1 South wrote the migrations down, Django's own from 10 on.
db_migrations() {
    db_sql "select app_name, migration from south_migrationhistory order by app_name, migration"
}

# sy_sqlite QUESTION FILE [USER]: what there is to know of an SQLite database, by the Python of the virtual environment, as the user whose
# folder it lies in; it is only read.
sy_sqlite() {
    (cd / && as_user "${3:-$(id -un)}" "$(sy_python)" -B - "$1" "$2") <<'PYTHON'
import sqlite3, sys
question, path = sys.argv[1:3]
database = sqlite3.connect(path)
ask = lambda statement: [row[0] for row in database.execute(statement)]
tables = ask("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
if question == "check":
    sys.stdout.write("%s\n" % ask("pragma integrity_check")[0])
elif question == "tables":
    sys.stdout.write("%d\n" % len([name for name in tables if name.startswith("sentry_")]))
elif question == "counts":
    for name in tables:
        sys.stdout.write("public.%s\t%d\n" % (name, ask('select count(*) from "%s"' % name)[0]))
PYTHON
}

# sy_inside CONFIGURATION PYTHON ARGUMENT...: runs these statements inside a Sentry of before 8.0, then the sentry command where there are
# arguments.
sy_inside() {
    (cd / && as_user "$F_SERVICE_USER" env HOME=/nonexistent "$(sy_python)" -B -W ignore -c '
import sys
from django.core import management
run = management.execute_from_command_line
path, statements, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
def inside(_):
    exec(statements, {})
    if arguments:
        run(["sentry"] + arguments)
management.execute_from_command_line = inside
sys.argv = ["sentry", "--config=" + path] + (arguments or ["shell"])
from sentry.utils.runner import main
main()' "$@")
}

# sy_old CONFIGURATION ARGUMENT...: the sentry command of before 6.0 without what it does by itself when a row is saved: it would make
# members and keys beside those that are loaded.
sy_old() {
    sy_path=$1
    shift
    sy_inside "$sy_path" 'import sentry.models
from django.db.models import signals
signals.post_save.receivers = []' "$@"
}

# sy_version: the version that is installed, without running it.
sy_version() {
    for sy_file in "$1"/lib/python*/site-packages/sentry-[0-9]*-info "$1"/lib/python*/site-packages/sentry-[0-9]*.egg; do
        [ ! -e "$sy_file" ] || printf '%s\n' "$sy_file"
    done | sed 's#.*/sentry-\([0-9][0-9A-Za-z.]*[0-9A-Za-z]\)\(-py[0-9.]*\)\{0,1\}\.\(dist-info\|egg-info\|egg\)$#\1#' | sort | tail -n 1
}

# sy_counts: the rows of each table, wherever they are now; db_open comes before.
sy_counts() {
    if [ "$(sy_ask engine 2>/dev/null)" = sqlite ]; then
        sy_sqlite counts "$F_DATABASE_FILE"
    else
        db_counts
    fi
}

# sy_last_migration: the last migration of Sentry that stands in the database; db_open comes before.
sy_last_migration() {
    if [ "$(sy_ask engine 2>/dev/null)" = sqlite ]; then
        "$(sy_python)" -B -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("select max(migration) from south_migrationhistory where app_name = ?", ("sentry",)).fetchone()[0])' "$F_DATABASE_FILE"
    else
        db_sql "select max(migration) from south_migrationhistory where app_name = 'sentry'"
    fi
}

# sy_units: the names of all units that run Sentry.
sy_units() {
    printf '%s\n' "$F_UNITS" | tr ' ' '\n' | sed '/^$/d'
}

# sy_health: what the web service says of itself; old versions have no page for it, so their login page must do.
sy_health() {
    "$(sy_python)" -B - "${F_HTTP_BIND:-127.0.0.1:9000}" <<'PYTHON'
import sys
try:
    from http.client import HTTPConnection
except ImportError:
    from httplib import HTTPConnection
try:
    def get(path):
        connection = HTTPConnection(sys.argv[1], timeout=15)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")[:200].strip().split("\n")[0]
    status, text = get("/_health/")
    if status in (301, 302, 404):
        status, text = get("/login/")[0], "login page"
    sys.stdout.write("%d %s\n" % (status, text))
except Exception as error:
    sys.stdout.write("no answer: %s\n" % error)
PYTHON
}

# sy_failed_migration: of what `sentry upgrade` said, which migration failed and why, if one did; it may end well all the same.
sy_failed_migration() {
    sy_said=$(cat)
    sy_last=$(printf '%s\n' "$sy_said" | last_exception)
    printf '%s\n' "$sy_said" | awk -v last="$sy_last" '
        /^ > [A-Za-z_.]+:[0-9]/ { current = $2 }
        /^FATAL ERROR - / { failed = 1 }
        /^The error was: / && cause == "" { cause = substr($0, 16) }
        /^Error in migration: / { failed = 1; current = $4 }
        END { if (failed) print "The migration " current " failed: " (cause != "" ? cause : last) }'
}

# sy_without_threads: of what a sentry command said, all but the tracebacks of threads that the end of the program cut off. Python 2.7
# prints them of a report that could not be sent; they say nothing of the command.
sy_without_threads() {
    awk '
        /^Unhandled exception in thread started by / { thread = 1; next }
        thread && /^(Traceback | )/ { next }
        thread { thread = 0; next }
        { print }'
}

# sy_error_pattern: what of the services' journal is an error; for grep -E and awk.
sy_error_pattern() {
    echo 'Traceback [(]most recent call last[)]|ConfigurationError|CRITICAL'
}

# sy_own_errors: how many errors in these lines of the journal are the services' own. A job that fails is a worker at work, and may have
# waited there since before the change. A metric of Sentry's own that it could not count is lost and nothing else (sentry/utils/metrics.py of
# 8.22 to 9.1.2 goes on; seen at a start, where its thread lost a race for a connection to Redis).
sy_own_errors() {
    awk -v errors="$(sy_error_pattern)" '
        $0 ~ errors { all++ }
        /Task .* raised unexpected|Unable to incr internal metric/ { harmless++ }
        END { print (all > harmless ? all - harmless : 0) }'
}

# sy_missing_columns: the columns that the models of the installed Sentry have and the database lacks, one a line; fails where they
# cannot be told. It only reads; db_open comes before.
sy_missing_columns() {
    sy_wanted=$(cd / && as_user "$F_SERVICE_USER" env SENTRY_CONF="$F_CONF" SENTRY_SKIP_BACKEND_VALIDATION=1 \
        "$(sy_python)" -B -W ignore -c '
import sys
from sentry.runner import configure
configure()
from django.db import models
for model in models.get_models(include_auto_created=True):
    if model._meta.managed and not model._meta.proxy:
        for field in model._meta.local_fields:
            if field.column:
                sys.stdout.write("model\t%s.%s\n" % (model._meta.db_table, field.column))' 2>/dev/null) || return 1
    db_missing_columns "$sy_wanted"
}
