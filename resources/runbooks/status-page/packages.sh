# shellcheck shell=sh disable=SC2016,SC2154
# Fetches and builds every Python package of the new version while the services run, makes a trial environment of them without the
# network, and runs in it, on a copy of the new code, what upgrade.sh will run that needs no database. $WHEELS: a folder of wheels that
# the admin brought, or none. $PACKAGE_VERSIONS: newest, release (those of the week of the release), or auto: newest, then release.
set -u
umask 022
owner=${F_VENV_OWNER:-root}
brought=${WHEELS:-none}
versions=${PACKAGE_VERSIONS:-auto}
wheels=$F_PATH.wheels-$HR_RUN-$HR_HOP
trial=$wheels/trial
constraints=$wheels/constraints.txt

# pins: what requirements.txt leaves open, as pip chose it in the week of the release, one a line; fails for other releases.
# Made with pip install --dry-run --uploaded-prior-to DATE.
pins() {
    case $HR_TO in
        # 2023-06-08
        2.3.0 | 2.4.0) set -- \
            asgiref==3.7.2 attrs==23.1.0 certifi==2023.5.7 charset-normalizer==3.1.0 click==8.1.3 coreapi==2.3.3 \
            coreschema==0.0.4 crontab==1.0.1 django-js-asset==2.0.0 freezegun==1.2.2 ghp-import==2.1.0 idna==3.4 \
            inflection==0.5.1 itypes==1.2.0 jinja2==3.1.2 jsonschema==4.17.3 markupsafe==2.1.3 mergedeep==1.3.4 \
            mkdocs-autorefs==0.4.1 mkdocs-material-extensions==1.1.1 mkdocstrings-python-legacy==0.2.3 packaging==23.1 \
            pycryptodome==3.18.0 pygments==2.15.1 pymdown-extensions==10.0.1 pyrsistent==0.19.3 python-dateutil==2.8.2 \
            pytkdocs==0.16.1 pytz==2023.3 pyyaml-env-tag==0.1 redis==4.5.5 regex==2023.6.3 requests==2.31.0 rq==1.15.0 \
            ruamel-yaml==0.17.31 ruamel-yaml-clib==0.2.7 six==1.16.0 sqlparse==0.4.4 uritemplate==4.1.1 urllib3==2.0.3 \
            watchdog==3.0.0 webencodings==0.5.1 yubiotp==1.0.0 wheel==0.40.0 ;;
        # 2024-06-10
        2.5.0) set -- \
            asgiref==3.8.1 attrs==23.2.0 babel==2.15.0 certifi==2024.6.2 charset-normalizer==3.3.2 click==8.1.7 \
            crontab==1.0.1 django-js-asset==2.2.0 freezegun==1.5.1 ghp-import==2.1.0 idna==3.7 inflection==0.5.1 \
            jinja2==3.1.4 jsonschema==4.22.0 jsonschema-specifications==2023.12.1 markupsafe==2.1.5 mergedeep==1.3.4 \
            mkdocs-autorefs==1.0.1 mkdocs-get-deps==0.2.0 mkdocs-material-extensions==1.3.1 \
            mkdocstrings-python-legacy==0.2.3 packaging==24.1 paginate==0.5.6 pathspec==0.12.1 platformdirs==4.2.2 \
            pycryptodome==3.20.0 pygments==2.18.0 pymdown-extensions==10.8.1 python-dateutil==2.9.0.post0 pytkdocs==0.16.1 \
            pytz==2024.1 pyyaml-env-tag==0.1 redis==5.0.5 referencing==0.35.1 regex==2024.5.15 requests==2.32.3 \
            rpds-py==0.18.1 rq==1.16.2 six==1.16.0 sqlparse==0.5.0 uritemplate==4.1.1 urllib3==2.2.1 watchdog==4.0.1 \
            webencodings==0.5.1 yubiotp==1.0.0 wheel==0.43.0 ;;
        # 2024-11-12
        2.5.1) set -- \
            asgiref==3.8.1 attrs==24.2.0 babel==2.16.0 certifi==2024.8.30 charset-normalizer==3.4.0 click==8.1.7 \
            crontab==1.0.1 django-js-asset==2.2.0 freezegun==1.5.1 ghp-import==2.1.0 idna==3.10 importlib-resources==6.4.5 \
            inflection==0.5.1 jinja2==3.1.4 jsonschema==4.23.0 jsonschema-specifications==2024.10.1 markupsafe==3.0.2 \
            mergedeep==1.3.4 mkdocs-autorefs==1.2.0 mkdocs-get-deps==0.2.0 mkdocs-material-extensions==1.3.1 \
            mkdocstrings-python-legacy==0.2.4 packaging==24.2 paginate==0.5.7 pathspec==0.12.1 platformdirs==4.3.6 \
            pycryptodome==3.21.0 pygments==2.18.0 pymdown-extensions==10.12 python-dateutil==2.9.0.post0 pytkdocs==0.16.2 \
            pytz==2024.2 pyyaml-env-tag==0.1 redis==5.2.0 referencing==0.35.1 regex==2024.11.6 requests==2.32.3 \
            rpds-py==0.21.0 rq==2.0.0 six==1.16.0 sqlparse==0.5.1 uritemplate==4.1.1 urllib3==2.2.3 watchdog==6.0.0 \
            webencodings==0.5.1 yubiotp==1.0.0 wheel==0.45.0 ;;
        *) return 1 ;;
    esac
    printf '%s\n' "$@"
}

clear_trial() {
    [ ! -s "$trial/redis.pid" ] || as_user "$owner" kill "$(cat "$trial/redis.pid")" 2>/dev/null
    as_user "$owner" rm -rf "$trial"
}

# trial_pip COMMAND ARGUMENT...: pip of the trial environment, which also finds what is fetched already.
trial_pip() {
    command=$1
    shift
    as_user "$owner" "$trial/venv/bin/python3" -m pip "$command" --progress-bar off --disable-pip-version-check \
        --find-links "$wheels" "$@"
}

# in_code COMMAND ARGUMENT...: runs it in the trial's copy of the code, as upgrade.sh does.
in_code() {
    (cd "$trial/code" && as_user "$owner" env PATH="$trial/venv/bin:$PATH" VIRTUAL_ENV="$trial/venv" PYTHONUNBUFFERED=1 "$@")
}

make_trial() {
    clear_trial
    # venv itself does not say why it fails then.
    [ "$(free_kb "$wheels")" -ge 51200 ] || die "No space left on device: less than 50 MB are free in $wheels."
    as_user "$owner" mkdir -m 700 "$trial" "$trial/code" || die "The folder $trial cannot be made."
    as_user "$owner" tee "$trial/requirements.txt" <"$HR_HOP_WORK/requirements.txt" >/dev/null || die 'The step before this one has not fetched requirements.txt.'
    say "Making a virtual environment with $PYTHON ($("$PYTHON" -V 2>&1))"
    as_user "$owner" "$PYTHON" -m venv "$trial/venv" ||
        die "$PYTHON cannot make virtual environments: install its venv package (on Debian and Ubuntu: apt-get install python3-venv)."
}

# unfit SENTENCE: ends a try whose packages do not fit; others may.
unfit() {
    printf 'ERROR: %s\n' "$*" >&2
    exit 3
}

# fetch_tools OPTION...: what builds packages; the options go to pip.
fetch_tools() {
    say 'Fetching and building the packages'
    trial_pip install "$@" wheel setuptools || die 'The package index could not be used; nothing was changed.'
}

# fetch_packages OPTION...: fetches and builds them.
fetch_packages() {
    trial_pip wheel --wheel-dir "$wheels" "$@" wheel || unfit 'A package could not be fetched or built; nothing was changed.'
}

# install_packages OPTION...: installs what was fetched. Without the network, if that is possible.
install_packages() {
    say 'Installing them on trial, without the network'
    if trial_pip install --no-index "$@" >"$HR_HOP_WORK/trial.log" 2>&1; then
        : >"$HR_HOP_WORK/offline"
        say 'The new virtual environment can be made without the network'
    else
        tail -n 5 "$HR_HOP_WORK/trial.log"
        rm -f "$HR_HOP_WORK/offline"
        [ "$brought" = none ] || die 'The wheels are not all that is needed.'
        warn 'Something in local_requirements.txt is not a plain package, so the network is used again during the upgrade.'
        trial_pip install "$@" || die 'The packages cannot be installed; nothing was changed.'
    fi
    as_user "$owner" "$trial/venv/bin/python3" -m pip check || warn 'Some packages do not fit together; the product may know why.'
}

# own_redis: a Redis of the trial's own, since the product writes its schedules into Redis as soon as it is loaded.
own_redis() {
    have redis-server || return 1
    redis_port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') || return 1
    redis_password=$("$PYTHON" -c 'import secrets; print(secrets.token_hex(16))')
    printf '%s\n' 'bind 127.0.0.1' "port $redis_port" "requirepass $redis_password" 'save ""' 'appendonly no' "dir $trial" \
        "pidfile $trial/redis.pid" 'daemonize no' | as_user "$owner" sh -c 'exec redis-server - >"$0" 2>&1' "$trial/redis.log" &
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        ! grep -q 'Ready to accept connections' "$trial/redis.log" || return 0
        sleep 0.5
    done
    cat "$trial/redis.log"
    return 1
}

# write_settings: the admin's settings for the trial, with its own Redis and no database, so that it can touch nothing that is in use.
write_settings() {
    settings=$trial/code/statuspage/statuspage/configuration.py
    as_user "$owner" install -m 600 /dev/null "$settings" && as_user "$owner" tee "$settings" >/dev/null <<PYTHON
import runpy
globals().update({name: value for name, value in runpy.run_path("$F_CONFIGURATION").items() if name.isupper()})
DATABASE = {**DATABASE, "HOST": "127.0.0.1", "PORT": "1", "PASSWORD": ""}
own = {"HOST": "127.0.0.1", "PORT": ${redis_port:-1}, "USERNAME": "", "PASSWORD": "${redis_password:-}", "SSL": False, "SENTINELS": []}
REDIS = {name: {**part, **own} for name, part in REDIS.items()}
PYTHON
}

# Imports every application that the new version installs, without starting one.
IMPORTS='
import importlib, os, sys
sys.path.insert(0, "statuspage")
os.environ["DJANGO_SETTINGS_MODULE"] = "statuspage.settings"
from django.conf import settings
for name in settings.INSTALLED_APPS:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if "." not in name or error.name != name:
            raise
        importlib.import_module(name.rpartition(".")[0])
import django_rq, rq_scheduler
print(len(settings.INSTALLED_APPS), "applications")
'

# try_code: what upgrade.sh runs that needs no database, on a copy of the new code.
try_code() {
    sp_git archive "v$HR_TO" | as_user "$owner" tar -x -C "$trial/code" || die "v$HR_TO cannot be unpacked."
    own_redis || warn 'No Redis for the trial can be started here, so that only the imports are tried.'
    write_settings || die 'The settings for the trial cannot be written.'
    say 'Importing the applications of the new version'
    in_code python3 -c "$IMPORTS" || return 1
    [ -s "$trial/redis.pid" ] || return 0
    say 'Checking the new version with your settings (manage.py check)'
    in_code python3 statuspage/manage.py check || return 1
    say 'Building its documentation (mkdocs build)'
    in_code mkdocs build -q || return 1
    say 'Collecting its static files (manage.py collectstatic)'
    in_code python3 statuspage/manage.py collectstatic --no-input -v 0
}

# try_versions [OPTION...]: fetches, installs and tries; fails if the new version does not run with these packages.
try_versions() (
    trap clear_trial EXIT
    make_trial
    fetch_tools "$@"
    set -- "$@" -r "$trial/requirements.txt"
    [ ! -s "$F_PATH/local_requirements.txt" ] || set -- "$@" -r "$F_PATH/local_requirements.txt"
    cd "$F_PATH" || die "The folder $F_PATH is gone."
    fetch_packages "$@"
    install_packages "$@"
    try_code || unfit "Version $HR_TO does not run with these packages; nothing was changed."
)

# try_release: the same with the versions of the week of the release.
try_release() {
    pins >/dev/null || die "The package versions of the time of $HR_TO are not known."
    pins | as_user "$owner" tee "$constraints" >/dev/null
    try_versions --constraint "$constraints"
}

# make_wheels: the folder for them, made by its owner where he can, else by root where he cannot meddle.
make_wheels() {
    as_user "$owner" mkdir "$wheels" 2>/dev/null || (
        place_find "$wheels"
        mkdir -m 700 "./$place_name" && place_enter "$place_name" && chmod 755 . && chown "$owner" .
    )
}

[ -d "$wheels" ] || make_wheels || die "The folder $wheels cannot be made."
keeps folder "$wheels" 'the packages of the new version'
as_user "$owner" rm -f "$constraints"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || die "$PYTHON is not Python 3.10 or newer."
pip_whole "$PYTHON" "$wheels"
cp "$F_PATH/local_requirements.txt" "$HR_HOP_WORK/local_requirements.tried" 2>/dev/null || : >"$HR_HOP_WORK/local_requirements.tried"
if [ "$brought" != none ]; then
    [ -d "$brought" ] || die "The folder $brought is not there."
    for wheel in "$brought"/*; do
        as_user "$owner" tee "$wheels/${wheel##*/}" <"$wheel" >/dev/null || die "The wheels in $brought cannot be copied."
    done
    try_versions --no-index || exit 1
elif [ "$versions" = release ]; then
    try_release || exit 1
else
    try_versions
    result=$?
    if [ "$result" = 3 ] && [ "$versions" = auto ] && pins >/dev/null; then
        warn "Version $HR_TO does not run with the newest packages. Trying those of the week of its release."
        try_release
        result=$?
    fi
    [ "$result" = 0 ] || exit 1
fi
say "Version $HR_TO runs with these packages"
