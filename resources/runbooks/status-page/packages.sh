# shellcheck shell=sh
# Fetches and builds every Python package of the new version while the services run, and proves that a virtual environment can be
# made of them without the network. $WHEELS: a folder of wheels that the admin brought, or none.
set -u
umask 022
brought=${WHEELS:-none}
wheels=$F_PATH.wheels-$HR_RUN-$HR_HOP
trial=$HR_HOP_WORK/trial
rm -rf "$trial"
mkdir -p "$wheels" || die "The folder $wheels cannot be made."
keeps folder "$wheels" 'the packages of the new version'
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || die "$PYTHON is not Python 3.10 or newer."

say "Making a virtual environment with $PYTHON ($("$PYTHON" -V 2>&1))"
"$PYTHON" -m venv "$trial" || die "$PYTHON cannot make virtual environments: install its venv package (on Debian and Ubuntu: apt-get install python3-venv)."
set -- pip wheel -r "$HR_HOP_WORK/requirements.txt"
[ ! -s "$F_PATH/local_requirements.txt" ] || set -- "$@" -r "$F_PATH/local_requirements.txt"
find_links=
if [ "$brought" != none ]; then
    [ -d "$brought" ] || die "The folder $brought is not there."
    cp "$brought"/* "$wheels/" || die "The wheels in $brought cannot be copied."
    find_links='--no-index'
fi

say 'Fetching and building the packages'
pip_whole "$PYTHON" "$wheels"
cd "$F_PATH" || die "The folder $F_PATH is gone."
"$trial/bin/python3" -m pip install --progress-bar off --disable-pip-version-check $find_links --find-links "$wheels" wheel setuptools ||
    die 'The package index could not be used; nothing was changed.'
"$trial/bin/python3" -m pip wheel --progress-bar off --disable-pip-version-check $find_links --find-links "$wheels" --wheel-dir "$wheels" "$@" ||
    die 'A package could not be fetched or built; nothing was changed.'

say 'Installing them on trial, without the network'
if "$trial/bin/python3" -m pip install --progress-bar off --disable-pip-version-check --no-index --find-links "$wheels" "$@" >"$HR_HOP_WORK/trial.log" 2>&1; then
    tail -n 1 "$HR_HOP_WORK/trial.log"
    : >"$HR_HOP_WORK/offline"
    say 'The new virtual environment can be made without the network'
else
    tail -n 5 "$HR_HOP_WORK/trial.log"
    rm -f "$HR_HOP_WORK/offline"
    [ "$brought" = none ] || die 'The wheels are not all that is needed.'
    warn 'Something in local_requirements.txt is not a plain package, so the network is used again during the upgrade.'
fi
say 'Checking the new environment for conflicts'
"$trial/bin/python3" -m pip check || warn 'Some packages do not fit together; the product may know why.'
rm -rf "$trial"
