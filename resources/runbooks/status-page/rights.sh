# shellcheck shell=sh
# Tries what a roll-back needs in PostgreSQL, on an empty database that is dropped at once.
set -u
db_try_rights
