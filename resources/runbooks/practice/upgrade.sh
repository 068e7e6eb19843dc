# shellcheck shell=sh
# Runs the product's own upgrade script: a new virtual environment, packages, migrations, static files.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
PACE=${PRACTICE_PACE:-normal}
export PACE
say 'Running ./upgrade.sh'
./upgrade.sh || die './upgrade.sh failed; what it said stands above.'
./manage.sh showmigrations
