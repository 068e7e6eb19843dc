# shellcheck shell=sh
# Finds Sentry by its systemd units, and all that an upgrade needs to know of it. Read-only.
set -u

docker_image() {
    have docker && limited 10 docker ps --format '{{.Image}}' 2>/dev/null | grep -E '(^|/)(getsentry/)?(sentry|onpremise|sentry-onpremise)[^/]*$' | head -n 1
}

in_supervisor() {
    grep -lsE '^command *=.*/sentry ' /etc/supervisor/conf.d/*.conf /etc/supervisord.d/*.ini /etc/supervisord.conf | head -n 1
}

units=$(units_with '/sentry( |$)')
if [ -z "$units" ]; then
    image=$(docker_image)
    supervisor=$(in_supervisor)
    if [ -n "$image" ]; then
        fact installed yes "docker ps: $image"
        fact install docker "docker ps: $image"
        case $image in *:[0-9]*) fact version "${image##*:}" "docker ps: $image" ;; esac
    elif [ -n "$supervisor" ]; then
        fact installed yes "$supervisor"
        fact install supervisor "$supervisor"
        command=$(sed -n 's/^command *= *//p' "$supervisor" | grep '/sentry ' | first_line)
        fact version "$(sy_version "$(printf '%s' "$command" | sed 's,/bin/sentry .*,,')")" "$command"
    fi
    exit 0
fi
F_UNITS=$(printf '%s\n' "$units" | tr '\n' ' ' | sed 's/ $//')
first=$(printf '%s\n' "$units" | first_line)
fact installed yes "$first: ExecStart runs sentry"
fact units "$F_UNITS" 'ExecStart of /etc/systemd/system/*.service'
kinds=''
for unit in $units; do
    case $(unit_value "$unit" ExecStart) in
        *'run web'* | *' start'*) kinds="$kinds web" ;;
        *'run cron'* | *'celery beat'* | *celerybeat*) kinds="$kinds cron" ;;
        *worker* | *celeryd*) kinds="$kinds worker" ;;
    esac
done
missing=''
for kind in web worker cron; do
    case " $kinds " in *" $kind "*) ;; *) missing="$missing $kind" ;; esac
done
fact_if services.missing "${missing# }" 'ExecStart of /etc/systemd/system/*.service'
start=$(unit_value "$first" ExecStart)
program=$(printf '%s\n' "$start" | awk '{ print $1 }')
F_VENV=$(dirname "$(dirname "${program#[-@:+!]}")")
fact venv "$F_VENV" "systemctl cat $first: ExecStart"
F_SERVICE_USER=$(unit_value "$first" User)
F_SERVICE_USER=${F_SERVICE_USER:-root}
fact service.user "$F_SERVICE_USER" "systemctl cat $first: User"
F_CONF=$(unit_text "$first" | sed -n 's/^Environment=.*SENTRY_CONF=\([^" ]*\).*/\1/p' | tail -n 1)
[ -n "$F_CONF" ] || F_CONF=$(printf '%s\n' "$start" | tr -s '[:blank:]=' '[\n*]' | sed -n '/^--config$/{n;p;q;}')
[ -n "$F_CONF" ] || F_CONF=$(getent passwd "$F_SERVICE_USER" | cut -d: -f6)/.sentry
fact conf "$F_CONF" "systemctl cat $first: SENTRY_CONF, --config, or ~/.sentry"
case $F_CONF in
    *.py | *.conf) F_CONF_PY=$F_CONF ;;
    *) F_CONF_PY=$F_CONF/sentry.conf.py ;;
esac
fact conf.py "$F_CONF_PY" "ls $F_CONF"
[ ! -f "$F_CONF/config.yml" ] || fact conf.yml "$F_CONF/config.yml" "ls $F_CONF"
masked=$(find /etc/systemd/system /run/systemd/system -maxdepth 1 -name '*sentry*.service' -lname /dev/null 2>/dev/null | sed 's,.*/,,')
# shellcheck disable=SC2086
unit_facts $units $masked
job_facts "$(pattern "$F_VENV")/|[[:space:]/]sentry +[a-z]"

if [ ! -x "$F_VENV/bin/python" ] || [ ! -e "$F_VENV/bin/activate" ]; then
    fact venv.missing yes "no $F_VENV/bin/python or activate"
    version=$(sy_version "$F_VENV")
    fact_if version "$version" "ls $F_VENV/lib/python*/site-packages"
    exit 0
fi
fact install pip "$F_VENV/bin/python"
version=$(sy_version "$F_VENV")
fact version "$version" "ls $F_VENV/lib/python*/site-packages"
fact python.version "$("$F_VENV/bin/python" -V 2>&1 | awk '{ print $2 }')" "$F_VENV/bin/python -V"
fact pip.version "$("$F_VENV/bin/python" -m pip -V 2>/dev/null | awk '{ print $2 }')" "$F_VENV/bin/python -m pip -V"
fact venv.owner "$(stat -c %U "$F_VENV")" "stat -c %U $F_VENV"
fact_if plugins "$("$F_VENV/bin/python" -m pip freeze 2>/dev/null | grep -iE '^sentry[-_][a-z]' | grep -viE '^sentry[-_]sdk' | tr '\n' ' ')" 'pip freeze'
pip_facts "$F_VENV/bin/python"
foreign=$(find "$F_VENV" ! -user "$(stat -c %U "$F_VENV")" ! -name '*.pyc' -print 2>/dev/null | head -n 5)
fact_if venv.foreign.files "$foreign" "find $F_VENV ! -user $(stat -c %U "$F_VENV")"

if [ ! -f "$F_CONF_PY" ]; then
    fact broken "The configuration $F_CONF_PY is missing." "ls $F_CONF_PY"
    exit 0
fi
if [ "$(id -u)" != 0 ]; then F_SERVICE_USER=$(id -un); fi
if ! engine=$(sy_ask engine 2>&1); then
    fact configuration.unreadable "$(printf '%s\n' "$engine" | tail -n 1)" "DATABASES in $F_CONF_PY"
    exit 0
fi
fact database.engine "$engine" "DATABASES in $F_CONF_PY"
F_HTTP_BIND=$(sy_ask port 2>/dev/null)
fact http.bind "$F_HTTP_BIND" "SENTRY_WEB_HOST, SENTRY_WEB_PORT in $F_CONF_PY"
fact_if settings.moved "$(sy_ask legacy 2>/dev/null | grep -v '^BOTH' | awk -F "$TAB" '{ print $1 " -> " $2 }')" "$F_CONF_PY"
fact_if settings.both "$(sy_ask legacy 2>/dev/null | sed -n 's/^BOTH.//p')" "$F_CONF_PY"
fact_if filestore "$(sy_ask filestore 2>/dev/null)" "SENTRY_FILESTORE_OPTIONS in $F_CONF_PY"
case $engine in
    sqlite)
        F_DATABASE_FILE=$(sy_ask database 2>/dev/null | first_line)
        case $F_DATABASE_FILE in
            /*) ;;
            *) F_DATABASE_FILE=$(unit_value "$first" WorkingDirectory)/$F_DATABASE_FILE ;;
        esac
        fact database.file "$F_DATABASE_FILE" "DATABASES in $F_CONF_PY"
        if [ ! -f "$F_DATABASE_FILE" ]; then
            fact database.empty yes "no file $F_DATABASE_FILE"
        elif ! state=$(sy_sqlite check "$F_DATABASE_FILE" "${F_SERVICE_USER-}" 2>&1) || [ "$state" != ok ]; then
            fact sqlite.damaged "$(printf '%s\n' "$state" | tail -n 1)" 'pragma integrity_check'
        elif [ "$(sy_sqlite tables "$F_DATABASE_FILE" "${F_SERVICE_USER-}")" = 0 ]; then
            fact database.empty yes "no table of Sentry in $F_DATABASE_FILE"
        fi
        F_DATABASE_MB=$(($(size_kb "$F_DATABASE_FILE") / 1024 + 1))
        F_DATABASE_LOCAL=yes
        fact database.mb "$F_DATABASE_MB" "du -sk $F_DATABASE_FILE"
        if ! have psql; then
            fact postgresql.missing 'psql is not installed' 'command -v psql'
        elif [ "$(id -u)" != 0 ] || ! databases=$(db_postgres psql -XqAt -c 'select datname from pg_database' 2>&1); then
            fact postgresql.missing "$(printf '%s\n' "${databases:-only root can become the user postgres}" | tail -n 1)" 'psql as the user postgres'
        else
            fact postgresql.version "$(db_postgres psql -XqAt -c 'show server_version' | sed 's/ .*//')" 'show server_version'
            fact database.creator postgres 'psql as the user postgres'
            name=sentry
            while printf '%s\n' "$databases" | grep -qxF "$name"; do name=${name}_new; done
            fact database.new "$name" 'select datname from pg_database'
        fi
        ;;
    postgresql)
        if ! have psql || ! have pg_dump || ! have pg_restore; then
            fact database.tools.missing yes 'command -v psql pg_dump pg_restore'
        elif ! db_open 2>/dev/null; then
            fact configuration.unreadable "$(sy_ask database 2>&1 | tail -n 1)" "DATABASES in $F_CONF_PY"
        elif db_facts; then
            if [ "$(db_sql "select count(*) from pg_class where relname = 'south_migrationhistory'")" = 0 ]; then
                tables=$(db_sql "select count(*) from pg_class where relname like 'sentry\_%' and relkind = 'r'")
                fact history.missing "no table south_migrationhistory, $tables tables of Sentry" 'select from pg_class'
                [ "$tables" != 0 ] || fact database.empty yes "no table of Sentry in $PGDATABASE"
            else
                fact south.last "$(db_sql "select migration from south_migrationhistory where app_name = 'sentry' order by migration desc limit 1")" 'select from south_migrationhistory'
                fact_if schema.missing "$(sy_missing_columns | head -n 8 | tr '\n' ' ' | sed 's/ $//')" 'the models of the installed Sentry against pg_attribute'
                if [ "$(db_sql "select count(*) from south_migrationhistory where app_name = 'sentry' and migration = '0472_auto__add_field_sentryapp_author'")" != 0 ]; then
                    fact south.0472 yes "select from south_migrationhistory where migration = '0472_auto__add_field_sentryapp_author'"
                fi
            fi
            [ "$(db_sql "select count(*) from pg_class where relname = 'sentry_accessgroup'")" = 0 ] ||
                fact_if access.groups "$(db_sql 'select count(*) from sentry_accessgroup' | grep -vx 0)" 'select count(*) from sentry_accessgroup'
            if [ "$(db_sql "select count(*) from pg_extension where extname = 'citext'")" = 0 ]; then
                fact citext.missing yes "select extname from pg_extension where extname = 'citext'"
            fi
        fi
        ;;
esac
redis=$(have redis-cli && limited 5 redis-cli INFO server 2>/dev/null | tr -d '\r' | sed -n 's/^redis_version://p')
fact_if redis.version "$redis" 'redis-cli INFO server'
fact_if backup.mb "${F_DATABASE_MB:+$((F_DATABASE_MB + 1))}" 'database.mb and a megabyte for the configuration'
{
    echo "$((${F_DATABASE_MB:-0} + 50)) ${HANDRAIL_BASE:-/var/lib/handrail}"
    echo "$(($(size_kb "$F_VENV") * 3 / 1024 + 300)) $F_VENV"
    [ "${F_DATABASE_LOCAL-}" != yes ] || echo "$((${F_DATABASE_MB:-0} * 12 / 10 + 100)) /var/lib/postgresql"
} | space_facts
