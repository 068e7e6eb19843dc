# shellcheck shell=sh
# Changes the database for the new code.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
venv/bin/python3 manage.py migrate --noinput || die 'The migration failed; its output says why. A roll-back restores the database.'
say 'The database is migrated'
