# shellcheck shell=sh
# Finds Status-Page by its systemd units, and all that an upgrade needs to know of it. Read-only.
set -u

# argument_after WORD TEXT: the word after WORD (or after WORD=) in TEXT.
argument_after() {
    printf '%s\n' "$2" | tr -s '[:blank:]=' '[\n*]' | sed -n "/^$1\$/{n;p;q;}"
}

laravel() {
    for sp_file in /opt/status-page/artisan /var/www/*/artisan /srv/*/artisan /opt/*/artisan; do
        sp_folder=${sp_file%/artisan}
        if [ -f "$sp_file" ] && grep -qi 'status-\{0,1\}page' "$sp_folder/composer.json" "$sp_folder/.git/config" 2>/dev/null; then
            printf '%s\n' "$sp_folder"
            return
        fi
    done
}

web=$(units_with 'statuspage\.wsgi')
F_UNIT_WEB=$(printf '%s\n' "$web" | sed -n 1p)
if [ -z "$F_UNIT_WEB" ]; then
    old=$(laravel)
    if [ -n "$old" ]; then
        fact installed yes "$old/artisan"
        fact path "$old" "$old/artisan"
        fact generation laravel "$old/artisan"
        fact version "$(as_user "$(stat -c %U "$old/.git")" git -C "$old" describe --tags --abbrev=0 2>/dev/null || echo 1.0)" 'git describe --tags'
    elif [ -f /opt/status-page/statuspage/statuspage/settings.py ]; then
        fact installed yes /opt/status-page/statuspage/statuspage/settings.py
        fact path /opt/status-page /opt/status-page/statuspage/statuspage/settings.py
        fact version "$(sed -n "s/^VERSION *= *['\"]\(.*\)['\"].*/\1/p" /opt/status-page/statuspage/statuspage/settings.py)" settings.py
        fact broken 'There is a checkout in /opt/status-page, but no systemd unit runs it.' 'ExecStart of /etc/systemd/system/*.service'
    fi
    exit 0
fi
fact installed yes "$F_UNIT_WEB: ExecStart runs statuspage.wsgi"
fact generation django "$F_UNIT_WEB"
fact unit.web "$F_UNIT_WEB" "ExecStart of /etc/systemd/system/*.service"
start=$(unit_value "$F_UNIT_WEB" ExecStart)
F_PATH=$(unit_value "$F_UNIT_WEB" WorkingDirectory)
[ -n "$F_PATH" ] || F_PATH=$(dirname "$(argument_after --pythonpath "$start")")
F_PATH=${F_PATH#-}
F_PATH=${F_PATH%/}
fact path "$F_PATH" "systemctl cat $F_UNIT_WEB: WorkingDirectory"
program=$(printf '%s\n' "$start" | awk '{ print $1 }')
F_VENV=$(dirname "$(dirname "${program#[-@:+!]}")")
fact venv "$F_VENV" "systemctl cat $F_UNIT_WEB: ExecStart"
F_SERVICE_USER=$(unit_value "$F_UNIT_WEB" User)
F_SERVICE_USER=${F_SERVICE_USER:-root}
fact service.user "$F_SERVICE_USER" "systemctl cat $F_UNIT_WEB: User"
others=$(printf '%s\n' "$web" | sed -n '2,$p' | tr '\n' ' ')
fact_if instances.other "${others% }" 'ExecStart of /etc/systemd/system/*.service'

# The two other services of this installation, by the folder that they run.
F_UNIT_SCHEDULER='' F_UNIT_RQ=''
for unit in $(units_with 'manage\.py +rq'); do
    text=$(unit_value "$unit" ExecStart)
    case $text in
        *"$F_PATH/"*rqscheduler*) F_UNIT_SCHEDULER=$unit ;;
        *"$F_PATH/"*rqworker*) F_UNIT_RQ=$unit ;;
    esac
done
fact_if unit.scheduler "$F_UNIT_SCHEDULER" 'ExecStart ... rqscheduler'
fact_if unit.rq "$F_UNIT_RQ" 'ExecStart ... rqworker'
missing='' masked=''
[ -n "$F_UNIT_SCHEDULER" ] || missing="$missing status-page-scheduler"
[ -n "$F_UNIT_RQ" ] || missing="$missing status-page-rq"
for name in $missing; do
    # A masked unit has no ExecStart to be known by; its usual name says enough.
    [ "$(limited 10 systemctl is-enabled "$name.service" 2>/dev/null)" != masked ] || masked="$masked $name.service"
done
fact_if units.masked "${masked# }" 'systemctl is-enabled'
fact_if units.missing "${missing# }" 'ExecStart of /etc/systemd/system/*.service'

wrong=''
for unit in $(sp_units); do
    case $(unit_value "$unit" ExecStart) in
        *"$F_PATH/status-page"[/\ ]*) wrong="$wrong $unit" ;;
    esac
done
fact_if units.wrong.folder "${wrong# }" "ExecStart names $F_PATH/status-page/"
# shellcheck disable=SC2046
unit_facts $(sp_units)
job_facts "$(pattern "$F_PATH")/"
alias=$(grep -lE "alias +$(pattern "$F_PATH")/status-page/" /etc/nginx/sites-enabled/* /etc/nginx/conf.d/* /etc/apache2/sites-enabled/* /etc/httpd/conf.d/* 2>/dev/null | tr '\n' ' ')
fact_if proxy.wrong.folder "${alias% }" "alias $F_PATH/status-page/"
sites=$(grep -LsF -e 127.0.0.1:8001 /etc/nginx/sites-enabled/* /etc/nginx/conf.d/*.conf | sed 's,.*/,,' | tr '\n' ' ')
fact_if neighbours.nginx "${sites% }" 'ls /etc/nginx/sites-enabled /etc/nginx/conf.d'

settings=$F_PATH/statuspage/statuspage/settings.py
if [ ! -f "$settings" ]; then
    fact broken "$settings is missing, so there is no Status-Page in the folder that $F_UNIT_WEB names." "ls $settings"
    exit 0
fi
version=$(sed -n "s/^VERSION *= *['\"]\(.*\)['\"].*/\1/p" "$settings" | first_line)
fact version "$version" "grep ^VERSION $settings"

# The checkout. Git is asked as the owner of the checkout.
if [ ! -e "$F_PATH/.git" ]; then
    fact git.missing yes "no $F_PATH/.git"
elif ! have git; then
    fact git.missing yes 'git is not installed'
else
    owner=$(stat -c %U "$F_PATH/.git")
    fact git.owner "$owner" "stat -c %U $F_PATH/.git"
    if [ "$(id -u)" != 0 ] && [ "$(id -un)" != "$owner" ]; then
        sp_git() { git -C "$F_PATH" "$@"; }
    fi
    if head=$(sp_git rev-parse HEAD 2>&1); then
        fact git.head "$head" 'git rev-parse HEAD'
        fact_if git.describe "$(sp_git describe --tags 2>/dev/null)" 'git describe --tags'
        branch=$(sp_git symbolic-ref -q --short HEAD)
        fact git.branch "${branch:-(a tag or commit, no branch)}" 'git symbolic-ref --short HEAD'
        fact_if git.origin "$(sp_git remote get-url origin 2>/dev/null | sed 's,//[^/@]*@,//,')" 'git remote get-url origin'
        fact_if git.changed "$(sp_git status --porcelain --untracked-files=no 2>/dev/null)" 'git status --porcelain'
        fact_if git.overlooked "$(sp_overlooked)" 'git ls-files -v'
        fact_if git.own.commits "$(sp_git log --oneline -n 20 HEAD --not --remotes --tags 2>/dev/null)" 'git log HEAD --not --remotes --tags'
    else
        fact git.refuses "$(printf '%s\n' "$head" | first_line)" 'git rev-parse HEAD'
    fi
    if [ "$owner" != root ]; then
        foreign=$(find "$F_PATH" \( -path "$F_PATH/venv" -o -path "$F_PATH/statuspage/media" -o -path "$F_PATH/statuspage/static" \
            -o -path "$F_PATH/site" -o -name __pycache__ -o -name configuration.py -o -name gunicorn.py -o -name local_requirements.txt \) \
            -prune -o ! -user "$owner" -print 2>/dev/null | head -n 5)
        fact_if git.foreign.files "$foreign" "find $F_PATH ! -user $owner"
    fi
fi

# Python: the one of the product, and the one to build the next with.
if [ -x "$F_VENV/bin/python3" ] && "$F_VENV/bin/python3" -c '' 2>/dev/null; then
    fact venv.python "$("$F_VENV/bin/python3" -V 2>&1 | awk '{ print $2 }')" "$F_VENV/bin/python3 -V"
    fact venv.owner "$(stat -c %U "$F_VENV")" "stat -c %U $F_VENV"
else
    fact venv.missing yes "no working $F_VENV/bin/python3"
fi
case $F_VENV in
    "$F_PATH/venv") ;;
    *) fact venv.elsewhere "$F_VENV" "ExecStart of $F_UNIT_WEB" ;;
esac
for name in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    if file=$(command -v $name) && "$file" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
        fact python.best "$file" "$file -V: $("$file" -V 2>&1), with venv and ensurepip"
        fact python.best.version "$("$file" -V 2>&1 | awk '{ print $2 }')" "$file -V"
        break
    fi
done
[ ! -s "$F_PATH/local_requirements.txt" ] ||
    fact local.requirements "$(grep -v '^ *#' "$F_PATH/local_requirements.txt" | tr '\n' ' ')" "cat $F_PATH/local_requirements.txt"
pip_python=$F_VENV/bin/python3
"$pip_python" -m pip -V >/dev/null 2>&1 || pip_python=python3
pip_facts "$pip_python"
bind=$(sed -n "s/^bind *= *['\"]\(.*\)['\"].*/\1/p" "$F_PATH/gunicorn.py" 2>/dev/null | tail -n 1)
F_HTTP_BIND=${bind:-127.0.0.1:8001}
fact http.bind "$F_HTTP_BIND" "$F_PATH/gunicorn.py: bind"

# Configuration, database, Redis.
module=$(unit_text "$F_UNIT_WEB" | sed -n 's/^Environment=.*STATUS_PAGE_CONFIGURATION=\([^" ]*\).*/\1/p' | tail -n 1)
F_CONFIGURATION=$F_PATH/statuspage/$(printf '%s' "${module:-statuspage.configuration}" | tr . /).py
fact configuration "$F_CONFIGURATION" "systemctl cat $F_UNIT_WEB: STATUS_PAGE_CONFIGURATION, or the default"
if [ ! -f "$F_CONFIGURATION" ]; then
    fact broken "The configuration $F_CONFIGURATION is missing." "ls $F_CONFIGURATION"
    exit 0
fi
if [ "$(id -u)" != 0 ]; then F_SERVICE_USER=$(id -un); fi
if ! have psql || ! have pg_dump || ! have pg_restore; then
    fact database.tools.missing yes 'command -v psql pg_dump pg_restore'
elif ! db_open 2>/dev/null; then
    fact configuration.unreadable "$(sp_ask database 2>&1 | tail -n 1)" "DATABASE in $F_CONFIGURATION"
elif db_facts; then
    if [ "$(db_sql "select count(*) from pg_class where relname = 'django_migrations'")" = 0 ]; then
        fact database.empty yes "no table django_migrations in $PGDATABASE"
    else
        fact migrations "$(db_sql 'select count(*) from django_migrations')" 'select count(*) from django_migrations'
        unapplied=$(sp_unapplied)
        [ -z "$unapplied" ] || fact broken "The code is $version, but the database was never migrated to it; missing: $unapplied. \
Check the version out that it fits, or finish by hand with upgrade.sh; then look again." 'migrations/*.py and django_migrations'
        [ -n "$unapplied" ] || fact_if schema.missing "$(sp_missing_columns | head -n 8 | tr '\n' ' ' | sed 's/ $//')" \
            'the models of the installed version against pg_attribute'
    fi
fi
if redis=$(sp_ask redis 2>&1); then
    fact redis.version "$redis" 'INFO server'
    if cache=$(sp_ask cache 2>/dev/null); then
        fact redis.cache "$(printf '%s\n' "$cache" | sed -n 1p)" "REDIS, caching, DATABASE in $F_CONFIGURATION"
        fact_if redis.cache.shared "$(printf '%s\n' "$cache" | sed -n 2p)" 'SCAN 0 COUNT 1000'
    fi
else
    fact redis.unreachable "$(printf '%s\n' "$redis" | tail -n 1)" 'INFO server'
fi

# Space, by file system: the backup, the new virtual environment beside the old one, a restored database beside the changed one.
media=$(sp_ask media 2>/dev/null)
media_mb=$(($(size_kb "${media:-/nonexistent}") / 1024 + 1))
fact media.mb $media_mb "du -sk $media"
fact_if backup.mb "${F_DATABASE_MB:+$((F_DATABASE_MB + media_mb))}" 'database.mb and media.mb'
base=${HANDRAIL_BASE:-/var/lib/handrail}
{
    echo "$((${F_DATABASE_MB:-0} + media_mb * 2 + 50)) $base"
    echo "$(($(size_kb "$F_VENV") * 2 / 1024 + 300)) $F_PATH"
    [ "${F_DATABASE_LOCAL-}" != yes ] || echo "$((${F_DATABASE_MB:-0} * 12 / 10 + 100)) /var/lib/postgresql"
} | space_facts
