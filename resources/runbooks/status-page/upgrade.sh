# shellcheck shell=sh
# Runs the product's own upgrade.sh whole, as its documentation says: virtual environment, packages, migrations, static files.
set -u
umask 022
wheels=$F_PATH.wheels-$HR_RUN-$HR_HOP
[ -f "$HR_HOP_WORK/backup/checksums" ] || die 'There is no backup.'
cd "$F_PATH" || die "The folder $F_PATH is gone."
if [ -d "$wheels" ]; then
    PIP_FIND_LINKS=$wheels
    export PIP_FIND_LINKS
fi
if [ -f "$wheels/constraints.txt" ]; then
    PIP_CONSTRAINT=$wheels/constraints.txt
    export PIP_CONSTRAINT
fi
tried=$HR_HOP_WORK/local_requirements.tried
if [ -e "$tried" ] && [ -s local_requirements.txt ] && ! cmp -s local_requirements.txt "$tried"; then
    say 'local_requirements.txt has changed since its packages were fetched: pip asks the index again'
elif [ -e "$HR_HOP_WORK/offline" ]; then
    PIP_NO_INDEX=1
    export PIP_NO_INDEX
fi
PIP_PROGRESS_BAR=off PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
export PYTHON PIP_PROGRESS_BAR PIP_DISABLE_PIP_VERSION_CHECK PYTHONUNBUFFERED
# The old environment is aside already; an empty folder keeps upgrade.sh from advice that is meant for first installations.
[ -e "$F_VENV" ] || as_user "${F_VENV_OWNER:-root}" mkdir "$F_VENV"
say "Running $F_PATH/upgrade.sh with $PYTHON, as ${F_VENV_OWNER:-root}"
as_user "${F_VENV_OWNER:-root}" ./upgrade.sh || die 'upgrade.sh failed; what it said stands above.'
